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

import io.zmqspring.wire.EmbeddedSequence;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sequence of a message that was received.
 *
 * @param epoch the epoch
 * @param number the number
 * @param time the time
 */
record Sequence(long epoch, long number, long time) {

	static Sequence of(List<byte[]> frames, WireFormat wireFormat) {
		return (wireFormat == WireFormat.MULTIPART) ? last(frames) : embedded(frames);
	}

	static Sequence last(List<byte[]> frames) {
		byte[] last = frames.get(frames.size() - 1);
		assertThat(SequenceFrame.isSequence(last)).isTrue();
		return new Sequence(SequenceFrame.epoch(last), SequenceFrame.number(last), SequenceFrame.time(last));
	}

	static Sequence embedded(List<byte[]> frames) {
		assertThat(frames).hasSize(1);
		byte[] frame = frames.get(0);
		EmbeddedSequence found = EmbeddedSequence.read(frame, WireFormat.topicLength(frame) + 1);
		assertThat(found).isNotNull();
		return new Sequence(found.epoch(), found.number(), found.time());
	}

}
