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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceFrameTests {

	private static final String PINNED = "5a535131" + "fedcba9876543210" + "000000000000002a" + "18fae27693b43a15";

	@Test
	void frameHas28BytesInBigEndianOrder() {
		byte[] frame = SequenceFrame.encode(0xfedcba9876543210L, 42, 0x18fae27693b43a15L);
		assertThat(HexFormat.of().formatHex(frame)).isEqualTo(PINNED);
		assertThat(frame).hasSize(SequenceFrame.LENGTH).startsWith("ZSQ1".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void frameIsRead() {
		byte[] frame = HexFormat.of().parseHex(PINNED);
		assertThat(SequenceFrame.isSequence(frame)).isTrue();
		assertThat(SequenceFrame.epoch(frame)).isEqualTo(0xfedcba9876543210L);
		assertThat(SequenceFrame.number(frame)).isEqualTo(42);
		assertThat(SequenceFrame.time(frame)).isEqualTo(0x18fae27693b43a15L);
	}

	@Test
	void extremeValuesAreKept() {
		byte[] frame = SequenceFrame.encode(-1, Long.MAX_VALUE, Long.MIN_VALUE);
		assertThat(SequenceFrame.epoch(frame)).isEqualTo(-1);
		assertThat(SequenceFrame.number(frame)).isEqualTo(Long.MAX_VALUE);
		assertThat(SequenceFrame.time(frame)).isEqualTo(Long.MIN_VALUE);
	}

	@Test
	void otherFramesAreNoSequence() {
		byte[] frame = SequenceFrame.encode(1, 2, 3);
		assertThat(SequenceFrame.isSequence(new byte[0])).isFalse();
		assertThat(SequenceFrame.isSequence(new byte[SequenceFrame.LENGTH])).isFalse();
		assertThat(SequenceFrame.isSequence(Arrays.copyOf(frame, 27))).isFalse();
		assertThat(SequenceFrame.isSequence(Arrays.copyOf(frame, 29))).isFalse();
		assertThat(SequenceFrame.isSequence("{\"a\":\"123456789 123456789 \"}".getBytes(StandardCharsets.US_ASCII)))
			.isFalse();
	}

}
