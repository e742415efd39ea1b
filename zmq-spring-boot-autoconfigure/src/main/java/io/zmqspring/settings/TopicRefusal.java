/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.settings;

import io.zmqspring.wire.TopicRule;

/**
 * Explains a topic in the settings that breaks its rule.
 */
final class TopicRefusal {

	private TopicRefusal() {
	}

	static InvalidSettingException of(String key, String topic, TopicRule rule, IllegalArgumentException reason) {
		String action = (rule == TopicRule.STRICT) ? "Write a topic that keeps the rule, or set topic-rule: lenient."
				: "Write a topic of 1 to 255 bytes without control characters, and without spaces in the wire format"
						+ " single-frame.";
		return new InvalidSettingException(key, topic, "is refused: " + reason.getMessage(), action);
	}

}
