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

package io.zmqspring.socket.guard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.IDecoder;
import zmq.io.coder.IDecoder.Step;
import zmq.io.coder.v2.V2Decoder;
import zmq.io.coder.v2.V2Encoder;
import zmq.util.Errno;
import zmq.util.ValueReference;

import io.zmqspring.testsupport.OpenIntake;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our decoder against JeroMQ's, driven as its engine drives it.
 */
class FrameDecoderTests {

	private static final int BATCH = 8192;

	private static final int LARGEST_BATCH = 32 * 1024;

	private static final int[] SIZES = { 0, 1, 2, 64, 254, 255, 256, 257, 1000, BATCH - 300, BATCH - 10, BATCH - 2,
			BATCH, BATCH + 1, LARGEST_BATCH - 9, LARGEST_BATCH, LARGEST_BATCH + 9, 100_000, 1_200_000 };

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void decodesTheFramesThatJeroMqDecodesHoweverTheyArrive(long seed) {
		Random random = new Random(seed);
		List<Msg> frames = frames(random);
		byte[] bytes = encoded(frames);
		IntSupplier arriving = () -> random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(20);
		assertThat(text(decoded(new V2Decoder(new Errno(), BATCH, -1, Msg::new), bytes, arriving)))
			.isEqualTo(text(frames));
		assertThat(text(decoded(decoder(Integer.MAX_VALUE), bytes, arriving))).isEqualTo(text(frames));
		assertThat(text(decoded(decoder(Integer.MAX_VALUE), bytes, () -> 1))).isEqualTo(text(frames));
	}

	@Test
	void readsMoreAtOnceOnlyWhereMuchComes() {
		FrameDecoder decoder = decoder(Integer.MAX_VALUE);
		byte[] small = encoded(List.of(new Msg(64)));
		for (int i = 0; i < 1000; i++) {
			decoded(decoder, small, () -> Integer.MAX_VALUE);
		}
		assertThat(decoder.getBuffer().capacity()).isEqualTo(BATCH);
		byte[] many = new byte[10 * LARGEST_BATCH];
		decoded(decoder, many, () -> Integer.MAX_VALUE);
		assertThat(decoder.getBuffer().capacity()).isEqualTo(LARGEST_BATCH);
	}

	@Test
	void refusesAFrameThatIsTooLarge() {
		FrameDecoder decoder = decoder(300);
		assertThat(decoded(decoder, header(300), () -> Integer.MAX_VALUE)).isEmpty();
		for (long size : new long[] { 301, 1L << 31, Long.MAX_VALUE }) {
			Errno errno = new Errno();
			errno.set(0);
			ByteBuffer bytes = ByteBuffer.wrap(header(size));
			assertThat(decoder(300).decode(bytes, bytes.remaining(), new ValueReference<>(0)))
				.isEqualTo(Step.Result.ERROR);
			assertThat(errno.is(ZError.EMSGSIZE)).isTrue();
		}
	}

	@Test
	void refusesASizeBelowZeroAndDiscardsWhatFollows() {
		OpenIntake intake = new OpenIntake(300);
		FrameDecoder decoder = decoder(intake);
		// Cut to 32 bits, as JeroMQ does, it would be 16
		assertThat(decoded(decoder, header(Long.MIN_VALUE + 16), () -> Integer.MAX_VALUE)).isEmpty();
		assertThat(intake.malformed()).isEqualTo(1);
		assertThat(decoded(decoder, encoded(List.of(new Msg(10))), () -> 1)).isEmpty();
	}

	@Test
	void memoryOfAFrameGrowsWithWhatHasArrived() {
		OpenIntake intake = new OpenIntake();
		FrameDecoder decoder = decoder(intake);
		decoded(decoder, header(1 << 30), () -> Integer.MAX_VALUE);
		assertThat(intake.reserved()).isEqualTo(64 * 1024);
		decoded(decoder, new byte[300_000], () -> Integer.MAX_VALUE);
		assertThat(intake.reserved()).isBetween(300_000L, 1_200_000L);
	}

	@Test
	void reservesNothingForFramesThatHaveArrived() {
		OpenIntake intake = new OpenIntake();
		FrameDecoder decoder = decoder(intake);
		byte[] frame = encoded(List.of(new Msg(1_000_000)));
		decoded(decoder, Arrays.copyOf(frame, 999_999), () -> Integer.MAX_VALUE);
		assertThat(intake.reserved()).isEqualTo(1_000_000);
		decoded(decoder, Arrays.copyOfRange(frame, 999_999, frame.length), () -> Integer.MAX_VALUE);
		assertThat(intake.reserved()).isZero();
	}

	@Test
	void acceptsOnlySmallFramesBeforeTheHandshakeIsDone() {
		for (long size : new long[] { 2049, 64 << 20 }) {
			FrameDecoder decoder = decoder(new OpenIntake() {

				@Override
				public boolean isHandshakeDone() {
					return false;
				}

			});
			ByteBuffer bytes = ByteBuffer.wrap(header(size));
			assertThat(decoder.decode(bytes, bytes.remaining(), new ValueReference<>(0))).isEqualTo(Step.Result.ERROR);
		}
	}

	@Test
	void refusesACommandBeforeItIsRead() {
		OpenIntake intake = new OpenIntake() {

			@Override
			public byte @Nullable [] command(byte[] content, boolean handshake) {
				return (content.length > 5) ? content : null;
			}

		};
		FrameDecoder decoder = decoder(intake);
		assertThat(decoded(decoder, new byte[] { 4, 6, 1, 2, 3, 4, 5, 6 }, () -> 1)).hasSize(1);
		assertThat(intake.malformed()).isZero();
		assertThat(decoded(decoder, new byte[] { 4, 5, 1, 2, 3, 4, 5 }, () -> 1)).isEmpty();
		assertThat(intake.malformed()).isEqualTo(1);
	}

	private static byte[] header(long size) {
		return ByteBuffer.allocate(9).put((byte) 2).putLong(size).array();
	}

	private static FrameDecoder decoder(long maxSize) {
		return decoder(new OpenIntake(maxSize));
	}

	private static FrameDecoder decoder(FrameIntake intake) {
		return new FrameDecoder(ByteBuffer.allocate(BATCH), LARGEST_BATCH, intake, false);
	}

	private static List<Msg> frames(Random random) {
		List<Msg> frames = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			byte[] content = new byte[(i % 3 > 0) ? random.nextInt(300) : SIZES[random.nextInt(SIZES.length)]];
			random.nextBytes(content);
			Msg frame = new Msg(content);
			// A command has no flag MORE, and is small
			frame.setFlags(random.nextInt((content.length > FrameDecoder.LARGEST_COMMAND) ? 2 : 3));
			frames.add(frame);
		}
		return frames;
	}

	private static List<String> text(List<Msg> frames) {
		return frames.stream()
			.map((frame) -> frame.flags() + " " + frame.size() + " " + ByteBuffer.wrap(frame.data()).hashCode())
			.toList();
	}

	private static byte[] encoded(List<Msg> frames) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		V2Encoder encoder = new V2Encoder(new Errno(), BATCH);
		for (Msg frame : frames) {
			ByteBuffer whole = ByteBuffer.allocate(9 + frame.size());
			encoder.loadMsg(frame);
			encoder.encode(new ValueReference<>(whole), whole.capacity());
			bytes.write(whole.array(), 0, whole.position());
		}
		return bytes.toByteArray();
	}

	/** As StreamEngine.inEvent does. */
	private static List<Msg> decoded(IDecoder decoder, byte[] bytes, IntSupplier arriving) {
		List<Msg> frames = new ArrayList<>();
		ByteBuffer channel = ByteBuffer.wrap(bytes);
		while (channel.hasRemaining()) {
			ByteBuffer in = decoder.getBuffer();
			int size = Math.min(arriving.getAsInt(), Math.min(in.remaining(), channel.remaining()));
			in.put(bytes, channel.position(), size).flip();
			channel.position(channel.position() + size);
			ValueReference<Integer> processed = new ValueReference<>(0);
			while (size > 0) {
				Step.Result result = decoder.decode(in, size, processed);
				if (result == Step.Result.ERROR) {
					throw new AssertionError("The decoder has refused a frame");
				}
				size -= processed.get();
				if (result == Step.Result.DECODED) {
					frames.add(decoder.msg());
				}
			}
		}
		return frames;
	}

}
