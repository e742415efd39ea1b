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

package io.zmqspring.replay.recovery;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.TopicSummary;

/**
 * Decides where the stream of a topic begins: after what was received before, with the
 * first message, or with the next one.
 */
final class Beginnings {

	private final TopicTable topics;

	private final List<SourceSync> syncs;

	private final SeenNumbers seen;

	private final boolean earliest;

	Beginnings(TopicTable topics, List<SourceSync> syncs, SeenNumbers seen, boolean earliest) {
		this.topics = topics;
		this.syncs = syncs;
		this.seen = seen;
		this.earliest = earliest;
	}

	TopicStream withLive(RecoveredTopic topic, ReplaySource source, long epoch, long number) {
		boolean known = this.syncs.get(source.index()).isKnown(topic.name());
		TopicStream stream = known(topic, source, epoch, known);
		if (stream == null) {
			stream = stream(topic, source, epoch, number - 1, false);
		}
		source.epochs().sawLive(epoch);
		return add(topic, stream);
	}

	/**
	 * Begin with the last number that a publisher names.
	 * @param topic the topic
	 * @param source the publisher
	 * @param summary the last number
	 * @param known whether the last numbers were known before
	 * @return the stream, {@code null} if the subscriber does not want these messages
	 */
	@Nullable TopicStream withSummary(RecoveredTopic topic, ReplaySource source, TopicSummary summary, boolean known) {
		TopicStream stream = known(topic, source, summary.epoch(), known);
		if (stream == null && source.epochs().isNewest(summary.epoch())) {
			stream = new TopicStream(topic, source, new StreamPosition(summary.epoch(), summary.last(), false, true));
		}
		return (stream != null) ? add(topic, stream) : null;
	}

	private @Nullable TopicStream known(RecoveredTopic topic, ReplaySource source, long epoch, boolean known) {
		long[] lineage = source.epochs().lineage();
		for (int i = lineage.length - 1; i >= 0; i--) {
			long last = this.seen.last(lineage[i], topic.name());
			if (last > 0) {
				return stream(topic, source, lineage[i], last, false);
			}
		}
		// Messages of a topic that was not there have all been sent since
		if ((known && !this.topics.isForgetful()) || this.seen.continues()) {
			return stream(topic, source, source.epochs().beginning(epoch), 0, false);
		}
		return this.earliest ? stream(topic, source, source.epochs().beginning(epoch), 0, true) : null;
	}

	private static TopicStream stream(RecoveredTopic topic, ReplaySource source, long epoch, long last, boolean fresh) {
		return new TopicStream(topic, source, new StreamPosition(epoch, last, fresh, false));
	}

	private TopicStream add(RecoveredTopic topic, TopicStream stream) {
		this.topics.add(topic);
		topic.add(stream);
		return stream;
	}

}
