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

package io.zmqspring.wire;

import org.jspecify.annotations.Nullable;

/**
 * Decides which topic a message is published to. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class TopicResolver {

	private final @Nullable String defaultTopic;

	public TopicResolver(@Nullable String defaultTopic) {
		this.defaultTopic = defaultTopic;
	}

	/**
	 * The topic of a message: the explicit one, else the payload's type, else the
	 * default.
	 * @param payload the payload
	 * @param explicit the topic the caller named
	 * @return the topic
	 * @throws IllegalArgumentException if there is none
	 */
	public String resolve(Object payload, @Nullable String explicit) {
		if (explicit != null) {
			return explicit;
		}
		String type = TypeTopic.of(payload);
		if (type != null) {
			return type;
		}
		if (this.defaultTopic != null) {
			return this.defaultTopic;
		}
		throw new IllegalArgumentException("A payload of " + payload.getClass() + " has no topic. Name one:"
				+ " publish(payload, topic), @ZmqMessageType on the class, a String or enum property 'type',"
				+ " or default-topic in the publisher's settings");
	}

}
