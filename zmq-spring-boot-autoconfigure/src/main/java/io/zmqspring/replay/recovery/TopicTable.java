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

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The topics of a subscriber. If there are too many, those that were silent longest are
 * forgotten.
 */
final class TopicTable {

	private static final int FORGOTTEN_AT_ONCE = 8;

	private final Map<ByteBuffer, RecoveredTopic> topics = new HashMap<>();

	private final int most;

	// If all wait for messages, none can be forgotten, and looking for one costs much
	private int forgetAt;

	private boolean forgetful;

	TopicTable(int most) {
		this.most = most;
		this.forgetAt = most;
	}

	RecoveredTopic find(byte[] name) {
		RecoveredTopic known = this.topics.get(ByteBuffer.wrap(name));
		if (known == null) {
			known = new RecoveredTopic(name);
			add(known);
		}
		return known;
	}

	/**
	 * Add a topic, unless it is there. A topic that was forgotten may still be kept by
	 * the caller.
	 * @param topic the topic
	 */
	void add(RecoveredTopic topic) {
		ByteBuffer key = ByteBuffer.wrap(topic.name());
		RecoveredTopic known = this.topics.get(key);
		if (known == null) {
			if (this.topics.size() >= this.forgetAt) {
				forgetSilent();
			}
			this.topics.put(key, topic);
		}
	}

	@Nullable TopicStream stream(RecoveredTopic topic, ReplaySource source) {
		TopicStream stream = topic.stream(source);
		RecoveredTopic known = (stream != null) ? null : this.topics.get(ByteBuffer.wrap(topic.name()));
		if (known != null && known != topic) {
			topic.takeOver(known);
			return topic.stream(source);
		}
		return stream;
	}

	void retain(Predicate<byte[]> wanted) {
		removeIf((topic) -> !wanted.test(topic.name()));
	}

	/**
	 * Whether a topic may have been forgotten.
	 * @return {@code true} if a topic that is not known may have been known
	 */
	boolean isForgetful() {
		return this.forgetful;
	}

	private void forgetSilent() {
		long[] times = this.topics.values().stream().mapToLong(RecoveredTopic::lastTime).sorted().toArray();
		long limit = times[times.length / FORGOTTEN_AT_ONCE];
		this.forgetful = true;
		removeIf((topic) -> topic.lastTime() <= limit && topic.isFlowing());
		this.forgetAt = (this.topics.size() < this.most) ? this.most
				: this.topics.size() + 1 + this.most / FORGOTTEN_AT_ONCE;
	}

	private void removeIf(Predicate<RecoveredTopic> condition) {
		this.topics.values().removeIf((topic) -> {
			boolean leaves = condition.test(topic);
			if (leaves) {
				topic.forget();
			}
			return leaves;
		});
	}

	int size() {
		return this.topics.size();
	}

}
