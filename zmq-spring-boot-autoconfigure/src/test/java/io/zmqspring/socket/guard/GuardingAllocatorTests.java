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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.io.Msgs;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Frames that JeroMQ's own decoder reads.
 */
class GuardingAllocatorTests {

	private static final int LARGE = FrameDecoder.SMALL + 1;

	private final FrameMemory memory = new FrameMemory(8 * LARGE, System::nanoTime);

	private final List<SocketEvent.Kind> refused = new ArrayList<>();

	private final GuardingAllocator allocator = new GuardingAllocator(guard(), this.memory, 100L * LARGE);

	@Test
	void framesBeyondTheMemoryAreRefusedUntilOneHasArrived() {
		List<Msg> frames = fill();
		assertThat(frames).hasSizeBetween(4, 8);
		assertThat(allocate(LARGE).isCommand()).isTrue();
		frames.get(0).setMetadata(new Metadata());
		assertThat(allocate(LARGE).isCommand()).isFalse();
	}

	@Test
	void smallFramesTakeNoMemory() {
		for (int i = 0; i < 100; i++) {
			assertThat(allocate(FrameDecoder.SMALL).isCommand()).isFalse();
		}
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryOfFramesThatWereCollectedComesBack() {
		fill();
		await().until(() -> {
			System.gc();
			return !allocate(LARGE).isCommand();
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 101 * LARGE })
	void impossibleSizeIsRefused(int size) {
		assertThat(allocate(size).isCommand()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\4PING", "\4PING\0", "\4PINX\0\0", "\10", "" })
	void jeroMqDoesNotReadAMalformedCommand(String command) {
		Msg frame = command(command);
		assertThat(Msgs.startsWith(frame, "PING", true)).isFalse();
		frame.setMetadata(new Metadata());
		assertThat(this.refused).containsExactly(SocketEvent.Kind.MALFORMED);
	}

	@Test
	void jeroMqReadsACommand() {
		Msg frame = command("\4PING\0\1context");
		assertThat(Msgs.startsWith(frame, "PING", true)).isTrue();
		frame.setMetadata(new Metadata());
		assertThat(this.refused).isEmpty();
	}

	private List<Msg> fill() {
		List<Msg> frames = new ArrayList<>();
		Msg frame = allocate(LARGE);
		while (!frame.isCommand()) {
			frames.add(frame);
			frame = allocate(LARGE);
		}
		return frames;
	}

	private Msg command(String content) {
		Msg frame = allocate(content.length());
		frame.put(content.getBytes(StandardCharsets.ISO_8859_1));
		frame.setFlags(Msg.COMMAND);
		return frame;
	}

	private Msg allocate(int size) {
		return this.allocator.allocate(size);
	}

	private PeerGuard guard() {
		return new PeerGuard(SocketType.SUB,
				new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:5555", null)), true, 1, Duration.ZERO,
						Duration.ZERO, SocketTuning.DEFAULTS),
				SecuritySettings.DEFAULTS, this.memory, new EventHook((event) -> this.refused.add(event.kind())));
	}

}
