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

package io.zmqspring.subscriber;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.replay.recovery.RecoveredTopic;
import io.zmqspring.sequence.TopicSequence;

/**
 * What is known about a topic, as long as the routes do not change. Used by the receiving
 * thread.
 */
final class KnownTopic {

	private final Routes.Route route;

	@Nullable TopicSequence sequence;

	@Nullable RecoveredTopic recovered;

	private byte @Nullable [] name;

	KnownTopic(Routes.Route route) {
		this.route = route;
	}

	Routes.Route route() {
		return this.route;
	}

	/**
	 * Whether the topic is subscribed to.
	 * @return {@code false} if it only begins like a topic that is
	 */
	boolean isSubscribed() {
		return this.route.recipients().length > 0 || this.route.orElse() != RejectReason.NOT_SUBSCRIBED;
	}

	/**
	 * The bytes of the topic.
	 * @return the bytes, not to be changed
	 */
	byte[] name() {
		byte[] known = this.name;
		if (known == null) {
			known = this.route.topic().getBytes(StandardCharsets.UTF_8);
			this.name = known;
		}
		return known;
	}

}
