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

package io.zmqspring.publisher;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.lastvalue.LastValueCache;
import io.zmqspring.wire.TopicPattern;

/**
 * The topics whose newest message is kept, in one run of a publisher. A pattern does not
 * include the heartbeats of the publisher: their topic must be listed itself.
 */
final class LastValueTopics {

	private final LastValueCache cache;

	private final int run;

	private final List<TopicPattern> patterns;

	private final @Nullable String heartbeats;

	/**
	 * Begin a run.
	 * @param cache the cache of the publisher
	 * @param settings its settings
	 */
	LastValueTopics(LastValueCache cache, PublisherSettings settings) {
		this.cache = cache;
		this.run = cache.begin();
		this.patterns = settings.lastValue().patterns(settings.topicRule(), settings.wireFormat());
		this.heartbeats = settings.heartbeat().enabled() ? settings.heartbeat().topic() : null;
	}

	/**
	 * Create the cache of a publisher, which outlives its runs.
	 * @param publisher its name
	 * @param settings its settings
	 * @return the cache, {@code null} if no topic is listed
	 */
	static @Nullable LastValueCache cache(String publisher, LastValueSettings settings) {
		return settings.enabled() ? new LastValueCache(publisher, settings.maxBytes().toBytes()) : null;
	}

	/**
	 * Keep the messages of a topic from now on, if it is listed.
	 * @param topic the topic
	 */
	void keep(OutboundTopic topic) {
		if (isListed(topic.name())) {
			topic.keepWith(new LastValueKeeper(this.cache, this.run, this.cache.of(topic.start())));
		}
	}

	private boolean isListed(String topic) {
		boolean heartbeat = topic.equals(this.heartbeats);
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(topic) && !(heartbeat && pattern.prefix()));
	}

}
