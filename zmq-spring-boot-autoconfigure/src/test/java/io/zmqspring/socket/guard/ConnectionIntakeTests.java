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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The frames of one connection.
 */
@ParameterizedClass
@EnumSource
class ConnectionIntakeTests {

	private static final int LARGE = 1 << 20;

	private final FrameMemory memory = new FrameMemory(64 * LARGE, System::nanoTime);

	private final TestTransport transport;

	private GuardedChannel connection;

	private FrameIntake intake;

	ConnectionIntakeTests(TestTransport transport) {
		this.transport = transport;
	}

	@BeforeEach
	void connect() throws IOException {
		this.connection = new GuardedChannel(this.transport, this.memory);
		this.intake = this.connection.intake(SecurityMechanism.NULL);
	}

	@AfterEach
	void close() throws IOException {
		this.connection.close();
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
		this.connection.disconnected();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedWhenTheEngineDestroysTheDecoder() {
		FrameDecoder decoder = new FrameDecoder(ByteBuffer.allocate(8192), 8192, this.intake, false);
		decoder.decode(ByteBuffer.allocate(9).put((byte) 2).putLong(LARGE).flip(), 9, new zmq.util.ValueReference<>(0));
		assertThat(this.memory.taken()).isPositive();
		decoder.destroy();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedWhenTheChannelIsClosedAndNobodyReportsIt() throws IOException {
		this.intake.reserve(LARGE);
		this.connection.closeChannel();
		this.connection.guard().tick();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void memoryIsReleasedForEverWhenTheSocketIsClosedAlthoughItsEngineHasFailed() {
		this.intake.reserve(LARGE);
		this.connection.guard().close();
		assertThat(this.memory.taken()).isZero();
		assertThat(this.intake.reserve(LARGE)).isFalse();
		assertThat(this.memory.taken()).isZero();
		assertThat(this.connection.events()).isEmpty();
	}

	@Test
	void connectionThatMakesRoomIsEndedAndReported() throws IOException {
		this.intake.reserve(32 * LARGE);
		FrameMemory.Account other = this.memory.account(null);
		for (int i = 0; i < 64 && other.take(LARGE / 2); i++) {
			other.arrived(LARGE / 2);
		}
		assertThat(this.connection.isInputShutdown()).isTrue();
		assertThat(this.connection.events()).containsExactly(SocketEvent.Kind.NO_MEMORY);
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
