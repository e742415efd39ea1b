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
		TopicStream stream = known(topic, source, epoch);
		if (stream == null) {
			stream = stream(topic, source, epoch, number - 1, false);
			source.listener().begun(epoch, topic.name(), number - 1);
		}
		source.epochs().sawLive(epoch);
		return add(topic, stream);
	}

	/**
	 * Begin with the last number that a publisher names.
	 * @param topic the topic
	 * @param source the publisher
	 * @param summary the last number
	 * @return the stream, {@code null} if the subscriber does not want these messages
	 */
	@Nullable TopicStream withSummary(RecoveredTopic topic, ReplaySource source, TopicSummary summary) {
		SourceSync sync = this.syncs.get(source.index());
		if (!sync.isKnown(topic.name()) && !sync.isAskedFor(topic.name())) {
			// It was unsubscribed and subscribed since the publisher was asked
			return null;
		}
		TopicStream stream = known(topic, source, summary.epoch());
		if (stream == null && !isKnown(source, topic) && source.epochs().isNewest(summary.epoch())) {
			stream = new TopicStream(topic, source,
					new StreamPosition(source.epochs(), summary.epoch(), summary.last(), false, true));
			source.listener().begun(summary.epoch(), topic.name(), summary.last());
		}
		return (stream != null) ? add(topic, stream) : null;
	}

	private @Nullable TopicStream known(RecoveredTopic topic, ReplaySource source, long epoch) {
		SourceSync sync = this.syncs.get(source.index());
		boolean continues = this.seen.continues() && sync.isFirst(topic.name());
		long[] lineage = source.epochs().lineage();
		for (int i = lineage.length - 1; i >= 0; i--) {
			long last = this.seen.last(lineage[i], topic.name());
			if (last > 0) {
				return continued(topic, source, i);
			}
		}
		// Messages of a topic that was not there have all been sent since, unless they
		// are of an earlier epoch
		if (isKnown(source, topic)) {
			long beginning = sync.knownEpoch(topic.name(), epoch);
			return source.epochs().isLater(beginning, epoch) ? null : stream(topic, source, beginning, 0, false);
		}
		if (continues) {
			return stream(topic, source, beginning(source, epoch), 0, false);
		}
		return this.earliest ? stream(topic, source, source.epochs().firstAvailable(epoch), 0, true) : null;
	}

	private boolean isKnown(ReplaySource source, RecoveredTopic topic) {
		return this.syncs.get(source.index()).isKnown(topic.name()) && !this.topics.isForgetful();
	}

	private TopicStream continued(RecoveredTopic topic, ReplaySource source, int newest) {
		long[] lineage = source.epochs().lineage();
		int first = first(topic, source, lineage[newest]);
		long[] last = new long[newest + 1];
		for (int i = 0; i <= newest; i++) {
			last[i] = (first >= 0 && i >= first) ? source.takeOver(lineage[i], topic.name())
					: this.seen.last(lineage[i], topic.name());
		}
		StreamPosition position = new StreamPosition(source.epochs(), lineage[newest], last[newest], false, false);
		for (int i = 0; i < newest; i++) {
			if (last[i] > 0 || i == first) {
				position.noteLeft(lineage[i], last[i]);
			}
		}
		return new TopicStream(topic, source, position);
	}

	// The epoch from which on every message counts, -1 if it is not known
	private int first(RecoveredTopic topic, ReplaySource source, long newest) {
		SourceSync sync = this.syncs.get(source.index());
		if (isKnown(source, topic)) {
			return source.epochs().order(sync.knownEpoch(topic.name(), newest));
		}
		return this.seen.continues() ? source.epochs().order(beginning(source, newest)) : -1;
	}

	// Everything is newer if the publisher does not name the epoch, or had sent nothing
	private long beginning(ReplaySource source, long epoch) {
		for (long known : source.epochs().lineage()) {
			if (this.seen.hasBegunIn(known)) {
				return known;
			}
		}
		return source.epochs().firstAvailable(epoch);
	}

	private static TopicStream stream(RecoveredTopic topic, ReplaySource source, long epoch, long last, boolean fresh) {
		return new TopicStream(topic, source, new StreamPosition(source.epochs(), epoch, last, fresh, false));
	}

	private TopicStream add(RecoveredTopic topic, TopicStream stream) {
		this.topics.add(topic);
		topic.add(stream);
		return stream;
	}

}
