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

package io.zmqspring.socket.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.io.coder.IDecoder.Step;
import zmq.io.coder.IEncoder;
import zmq.io.coder.v2.V2Encoder;
import zmq.util.Errno;
import zmq.util.ValueReference;

import io.zmqspring.socket.frame.SequencedFrame;
import io.zmqspring.socket.guard.FrameDecoder;
import io.zmqspring.testsupport.OpenIntake;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sequences that the encoder writes, and that the decoder joins with the frame before
 * them.
 */
class SequencedFrameTests {

	private static final int BATCH = 8192;

	private static final int[] SIZES = { 0, 1, 64, 254, 255, 256, 257, 4000, BATCH - 40, BATCH - 32, BATCH - 30,
			BATCH - 9, BATCH - 2, BATCH, BATCH + 1, 20_000, 100_000 };

	private final Random random = new Random(7);

	@Test
	void encoderWritesTwoFrames() {
		List<byte[]> contents = contents(2000);
		List<Msg> joined = new ArrayList<>();
		List<Msg> separate = new ArrayList<>();
		for (int i = 0; i < contents.size(); i++) {
			Msg topic = frame(new byte[] { 't' }, true);
			joined.add(topic);
			separate.add(topic);
			if (i % 3 > 0) {
				joined.add(SequencedFrame.of(contents.get(i), sequence(i)));
				separate.add(frame(contents.get(i), true));
				separate.add(frame(sequence(i), false));
			}
			else {
				joined.add(frame(contents.get(i), false));
				separate.add(frame(contents.get(i), false));
			}
		}
		assertThat(
				encoded(new BatchEncoder(BATCH), joined).equals(encoded(new V2Encoder(new Errno(), BATCH), separate)))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 29, 30, 31, 64, 1000, Integer.MAX_VALUE })
	void decoderJoinsWhatHasArrivedAndLosesNothing(int atOnce) {
		List<Msg> frames = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		for (byte[] content : contents(300)) {
			byte[] last = (frames.size() % 2 == 0) ? sequence(frames.size()) : new byte[this.random.nextInt(60)];
			boolean small = content.length <= 4000;
			for (byte[] part : small ? List.of(content, last) : List.of(content)) {
				boolean more = small && part == content;
				frames.add(frame(part, more));
				expected.add(text(part) + more);
			}
		}
		byte[] bytes = encoded(new V2Encoder(new Errno(), BATCH), frames).array();
		for (boolean joins : new boolean[] { true, false }) {
			List<Msg> decoded = decoded(
					new FrameDecoder(ByteBuffer.allocateDirect(BATCH), 4 * BATCH, new OpenIntake(), joins), bytes,
					() -> 1 + ((atOnce < BATCH) ? this.random.nextInt(atOnce) : BATCH));
			assertThat(flattened(decoded)).isEqualTo(expected);
			boolean joined = decoded.stream().anyMatch(SequencedFrame.class::isInstance);
			if (!joins || atOnce <= SequencedFrame.SIZE_ON_WIRE || atOnce >= 1000) {
				assertThat(joined).isEqualTo(joins && atOnce >= 1000);
			}
		}
	}

	@Test
	void frameThatOnlyResemblesASequenceIsNotJoined() {
		for (int difference = 0; difference < 6; difference++) {
			ByteBuffer bytes = ByteBuffer.allocate(33).put((byte) 1).put((byte) 1).put((byte) 'x');
			bytes.put((byte) 0).put((byte) SequenceFrame.LENGTH).put(sequence(1)).flip();
			bytes.put(3 + difference, (byte) (bytes.get(3 + difference) ^ 1));
			assertThat(SequencedFrame.isAt(bytes, 3, 33)).as("difference at " + difference).isFalse();
		}
	}

	private List<byte[]> contents(int count) {
		List<byte[]> contents = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			byte[] content = new byte[(i % 3 > 0) ? this.random.nextInt(300)
					: SIZES[this.random.nextInt(SIZES.length)]];
			this.random.nextBytes(content);
			contents.add(content);
		}
		return contents;
	}

	private static byte[] sequence(int number) {
		return SequenceFrame.encode(-1, number, 7);
	}

	private static Msg frame(byte[] content, boolean more) {
		return DirectSend.message(content, more);
	}

	private static String text(byte[] content) {
		return content.length + " " + Arrays.hashCode(content) + " ";
	}

	private static List<String> flattened(List<Msg> frames) {
		List<String> parts = new ArrayList<>();
		for (Msg frame : frames) {
			byte[] sequence = (frame instanceof SequencedFrame sequenced) ? sequenced.sequence() : null;
			parts.add(text(frame.data()) + (sequence != null || frame.hasMore()));
			if (sequence != null) {
				parts.add(text(sequence) + false);
			}
		}
		return parts;
	}

	// As JeroMQ does it in StreamEngine.outEvent
	private static ByteBuffer encoded(IEncoder encoder, List<Msg> frames) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int next = 0;
		while (true) {
			ValueReference<ByteBuffer> data = new ValueReference<>();
			int size = encoder.encode(data, 0);
			while (size < BATCH && next < frames.size()) {
				encoder.loadMsg(frames.get(next++));
				size += encoder.encode(data, BATCH - size);
			}
			if (size == 0) {
				return ByteBuffer.wrap(bytes.toByteArray());
			}
			encoder.encoded();
			ByteBuffer batch = data.get();
			byte[] part = new byte[size];
			batch.get(part);
			bytes.writeBytes(part);
		}
	}

	// As JeroMQ does it in StreamEngine.inEvent
	private static List<Msg> decoded(FrameDecoder decoder, byte[] bytes, IntSupplier arriving) {
		List<Msg> frames = new ArrayList<>();
		ByteBuffer channel = ByteBuffer.wrap(bytes);
		while (channel.hasRemaining()) {
			ByteBuffer in = decoder.getBuffer();
			int size = Math.min(arriving.getAsInt(), Math.min(in.remaining(), channel.remaining()));
			in.put(channel.slice(channel.position(), size)).flip();
			channel.position(channel.position() + size);
			ValueReference<Integer> processed = new ValueReference<>(0);
			while (size > 0) {
				Step.Result result = decoder.decode(in, size, processed);
				assertThat(result).isNotEqualTo(Step.Result.ERROR);
				size -= processed.get();
				if (result == Step.Result.DECODED) {
					frames.add(decoder.msg());
				}
			}
		}
		return frames;
	}

}
