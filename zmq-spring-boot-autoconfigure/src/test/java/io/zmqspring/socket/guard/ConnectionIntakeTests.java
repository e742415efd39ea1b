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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import zmq.ZMQ;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.connection.EventHook;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.engine.DecoderReplacement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The frames of one connection.
 */
class ConnectionIntakeTests {

	private static final String ENDPOINT = "tcp://127.0.0.1:5555";

	private static final int LARGE = 1 << 20;

	private final FrameMemory memory = new FrameMemory(64 * LARGE, System::nanoTime);

	private final List<SocketEvent.Kind> events = new ArrayList<>();

	private final PeerGuard guard = new PeerGuard(SocketType.SUB,
			new SocketSettings(List.of(Endpoint.parse(ENDPOINT, null)), true, 1, Duration.ZERO, Duration.ZERO,
					SocketTuning.DEFAULTS),
			SecuritySettings.DEFAULTS, this.memory, new EventHook((event) -> this.events.add(event.kind())));

	private ServerSocketChannel server;

	private SocketChannel channel;

	private FrameIntake intake;

	@BeforeEach
	void connect() throws IOException {
		this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.channel = SocketChannel.open(this.server.getLocalAddress());
		this.intake = this.guard.intake(
				new DecoderReplacement.GreetedConnection(ENDPOINT, this.channel, () -> true, null),
				SecurityMechanism.NULL);
	}

	@AfterEach
	void close() throws IOException {
		this.channel.close();
		this.server.close();
	}

	@Test
	void memoryIsReleasedWhenTheFrameHasArrived() {
		this.intake.reserve(LARGE);
		this.intake.reserve(LARGE);
		assertThat(this.memory.taken()).isEqualTo(2 * LARGE);
		this.intake.release();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedWhenTheEngineReportsTheEnd() {
		this.intake.reserve(LARGE);
		this.guard.consume(new ZMQ.Event(ZMQ.ZMQ_EVENT_DISCONNECTED, ENDPOINT, this.channel));
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedWhenTheEngineDestroysTheDecoder() {
		FrameDecoder decoder = new FrameDecoder(ByteBuffer.allocate(8192), 8192, this.intake);
		decoder.decode(ByteBuffer.allocate(9).put((byte) 2).putLong(LARGE).flip(), 9, new zmq.util.ValueReference<>(0));
		assertThat(this.memory.taken()).isPositive();
		decoder.destroy();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedWhenTheChannelIsClosedAndNobodyReportsIt() throws IOException {
		this.intake.reserve(LARGE);
		this.channel.close();
		this.guard.tick();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedForEverWhenTheSocketIsClosedAlthoughItsEngineHasFailed() {
		this.intake.reserve(LARGE);
		this.guard.close();
		assertThat(this.memory.taken()).isZero();
		assertThat(this.intake.reserve(LARGE)).isFalse();
		assertThat(this.memory.taken()).isZero();
		assertThat(this.events).isEmpty();
	}

	@Test
	void connectionThatMakesRoomIsEndedAndReported() {
		this.intake.reserve(32 * LARGE);
		FrameMemory.Account other = this.memory.account(null);
		for (int i = 0; i < 64 && other.take(LARGE / 2); i++) {
			other.arrived(LARGE / 2);
		}
		assertThat(this.channel.socket().isInputShutdown()).isTrue();
		assertThat(this.events).containsExactly(SocketEvent.Kind.NO_MEMORY);
		assertThat(this.intake.reserve(1)).isFalse();
	}

	@Test
	void onlyOnePingOfEachReadIsAnswered() {
		byte[] ping = "\4PING\0\0".getBytes(StandardCharsets.ISO_8859_1);
		byte[] pong = "\4PONG".getBytes(StandardCharsets.ISO_8859_1);
		for (int i = 0; i < 3; i++) {
			this.intake.onRead();
			assertThat(this.intake.command(pong, false)).isSameAs(pong);
			assertThat(this.intake.command(ping, false)).isSameAs(ping);
			assertThat(this.intake.command(ping, false)).isEmpty();
			assertThat(this.intake.command(pong, false)).isSameAs(pong);
		}
	}

}
