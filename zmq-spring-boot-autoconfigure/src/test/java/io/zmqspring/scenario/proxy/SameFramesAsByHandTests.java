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

package io.zmqspring.scenario.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same messages go through a proxy and through {@code ZMQ.proxy} by hand, side by
 * side, and their frames arrive byte for byte the same.
 */
class SameFramesAsByHandTests {

	private static final int MOST_FRAMES = 1000;

	private static final int EACH_COUNT_UP_TO = TestSize.of(20, MOST_FRAMES);

	private static final int[] SIZES = { 0, 1, 2, 254, 255, 256, 257, 8191, 8192, 8193 };

	private final ProxyRoles roles = new ProxyRoles();

	private ProxyByHand byHand;

	private Path ours;

	private Path theirs;

	@AfterEach
	void close() {
		this.theirs.close();
		this.byHand.close();
		this.ours.close();
		this.roles.close();
	}

	private void start(ProxyType type) {
		ZmqProxy proxy = this.roles.start(type);
		this.byHand = new ProxyByHand(type);
		this.ours = Path.open(type, proxy.frontendAddresses().get(0), proxy.backendAddresses().get(0));
		this.theirs = Path.open(type, this.byHand.frontendAddress(), this.byHand.backendAddress());
	}

	@ParameterizedTest
	@EnumSource
	void framesAreTheSameWhateverTheirNumberAndSize(ProxyType type) {
		start(type);
		IntStream.concat(IntStream.rangeClosed(1, EACH_COUNT_UP_TO), IntStream.of(127, 255, 256, 257, 999, MOST_FRAMES))
			.forEach((count) -> {
				assertSame(frames(new Random(count), count));
				assertSame(new byte[count][0]);
			});
	}

	@ParameterizedTest
	@EnumSource
	void sixtyMegabytesAreTheSame(ProxyType type) {
		start(type);
		byte[] large = new byte[60_000_000];
		new Random(1).nextBytes(large);
		assertSame(new byte[0], large, new byte[0]);
	}

	private static byte[][] frames(Random random, int count) {
		return Stream.generate(() -> {
			byte[] frame = new byte[SIZES[random.nextInt((count > 100) ? 3 : SIZES.length)]];
			random.nextBytes(frame);
			return frame;
		}).limit(count).toArray(byte[][]::new);
	}

	private void assertSame(byte[]... frames) {
		for (Path path : List.of(this.ours, this.theirs)) {
			path.sender().send(frames);
			List<byte[]> received = path.receiver().receiveFrames();
			assertThat(received).as("frames through %s", path).hasSameSizeAs(frames);
			for (int i = 0; i < frames.length; i++) {
				assertThat(Arrays.equals(received.get(i), frames[i]))
					.as("frame %d of %d through %s", i, frames.length, path)
					.isTrue();
			}
		}
	}

	/**
	 * A sender and a receiver with a proxy between them.
	 *
	 * @param sender the sender
	 * @param receiver the receiver
	 */
	private record Path(RawPeer sender, RawPeer receiver) implements AutoCloseable {

		static Path open(ProxyType type, String frontend, String backend) {
			boolean subscribes = type == ProxyType.PUB_SUB;
			RawPeer receiver = RawPeer.connecting(subscribes ? SocketType.SUB : SocketType.PULL, backend);
			if (subscribes) {
				receiver.subscribe("");
			}
			Path path = new Path(RawPeer.connecting(subscribes ? SocketType.XPUB : SocketType.PUSH, frontend),
					receiver);
			path.awaitFirst();
			return path;
		}

		// A handshake of JeroMQ may stall, and is then repeated
		private void awaitFirst() {
			ProxyRoles.await().until(() -> {
				this.sender.send("probe");
				return this.receiver.receiveNow() != null;
			});
			this.sender.send("last");
			String received = this.receiver.receive();
			while (!"last".equals(received)) {
				received = this.receiver.receive();
			}
		}

		@Override
		public void close() {
			this.sender.close();
			this.receiver.close();
		}

	}

}
