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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A topic, with one stream of messages per publisher. To be kept by the caller of a
 * recovery, so that a message costs no look-up.
 *
 * @since 0.1
 */
public final class RecoveredTopic {

	private static final TopicStream[] NONE = {};

	private final byte[] name;

	private TopicStream[] streams = NONE;

	RecoveredTopic(byte[] name) {
		this.name = name;
	}

	byte[] name() {
		return this.name;
	}

	TopicStream[] streams() {
		return this.streams;
	}

	@Nullable TopicStream stream(ReplaySource source) {
		for (TopicStream stream : this.streams) {
			if (stream.source() == source) {
				return stream;
			}
		}
		return null;
	}

	void add(TopicStream stream) {
		TopicStream[] more = Arrays.copyOf(this.streams, this.streams.length + 1);
		more[this.streams.length] = stream;
		this.streams = more;
	}

	void takeOver(RecoveredTopic other) {
		this.streams = other.streams;
	}

	boolean isFlowing() {
		for (TopicStream stream : this.streams) {
			if (!stream.isFlowing()) {
				return false;
			}
		}
		return true;
	}

	long lastTime() {
		long time = 0;
		for (TopicStream stream : this.streams) {
			time = Math.max(time, stream.time());
		}
		return time;
	}

	// What is left of it in a cache begins anew
	void forget() {
		for (TopicStream stream : this.streams) {
			stream.forget();
		}
		this.streams = NONE;
	}

}
