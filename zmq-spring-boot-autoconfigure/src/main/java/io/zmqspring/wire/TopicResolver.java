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
 * Determines the topic to which a message is published. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class TopicResolver {

	private final @Nullable String defaultTopic;

	/**
	 * Create a resolver.
	 * @param defaultTopic the topic of messages without one, {@code null} if there is
	 * none
	 */
	public TopicResolver(@Nullable String defaultTopic) {
		this.defaultTopic = defaultTopic;
	}

	/**
	 * Return the topic of a message: the explicit topic, otherwise the topic of the
	 * payload, otherwise the default topic.
	 * @param payload the payload
	 * @param explicit the topic that the caller specified, if any
	 * @return the topic
	 * @throws IllegalArgumentException if the message has no topic
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
		throw new IllegalArgumentException("A payload of " + payload.getClass() + " has no topic. Specify one:"
				+ " publish(payload, topic), @ZmqMessageType on the class, a String or enum property 'type',"
				+ " or default-topic in the publisher's settings");
	}

}
