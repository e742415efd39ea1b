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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zmq.Msg;
import zmq.io.coder.IDecoder;
import zmq.util.ValueReference;

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Encrypted frames, and the memory for them.
 */
@ParameterizedClass
@EnumSource
class SealedFrameDecoderTests {

	private static final int OVERHEAD = SecurityMechanism.CURVE.overhead();

	private static final int LARGE = 1 << 20;

	private final FrameMemory memory = new FrameMemory(64L * LARGE, System::nanoTime);

	private final ValueReference<Integer> processed = new ValueReference<>(0);

	private final TestTransport transport;

	private GuardedChannel connection;

	private FrameDecoder decoder;

	SealedFrameDecoderTests(TestTransport transport) {
		this.transport = transport;
	}

	@BeforeEach
	void connect() throws IOException {
		this.connection = new GuardedChannel(this.transport, this.memory);
		this.decoder = new SealedFrameDecoder(ByteBuffer.allocate(8192), 8192,
				this.connection.intake(SecurityMechanism.CURVE));
	}

	@AfterEach
	void close() throws IOException {
		this.connection.close();
	}

	// As the engine does it
	private Msg decoded(int size, int content) {
		ByteBuffer frame = ByteBuffer.allocate(9 + size).put((byte) 2).putLong(size);
		for (int i = 0; i < size; i++) {
			frame.put((byte) content);
		}
		frame.flip();
		while (true) {
			ByteBuffer buffer = this.decoder.getBuffer();
			int count = Math.min(buffer.remaining(), frame.remaining());
			buffer.put(frame.slice(frame.position(), count)).flip();
			frame.position(frame.position() + count);
			if (this.decoder.decode(buffer, count, this.processed) == IDecoder.Step.Result.DECODED) {
				assertThat(frame.hasRemaining()).isFalse();
				return this.decoder.msg();
			}
		}
	}

	private Msg settled(Msg frame, boolean command) {
		byte[] bytes = new byte[frame.size()];
		frame.buf().get(bytes);
		return this.decoder.settle(bytes, OVERHEAD, bytes.length, false, command);
	}

	@Test
	void memoryOfALargeFrameCountsOnceUntilItIsDecrypted() {
		decoded(OVERHEAD, 0);
		for (int i = 0; i < 2; i++) {
			Msg sealed = decoded(LARGE + OVERHEAD, i);
			assertThat(this.memory.taken()).isEqualTo(LARGE + OVERHEAD);
			Msg content = settled(sealed, false);
			assertThat(content.data()).hasSize(LARGE).containsOnly(i);
			assertThat(this.decoder.msg()).isSameAs(content);
			assertThat(this.memory.taken()).isZero();
		}
		assertThat(this.connection.events()).isEmpty();
	}

	@Test
	void memoryOfALargeFrameThatIsNotAuthenticIsReleasedWithItsConnection() {
		decoded(LARGE + OVERHEAD, 1);
		assertThat(this.memory.taken()).isPositive();
		this.decoder.destroy();
		assertThat(this.memory.taken()).isZero();
	}

	@Test
	void smallFramesAreDecryptedInOnePlaceAndTheirContentIsTheirOwn() {
		settled(decoded(OVERHEAD, 0), false);
		Msg sealed = decoded(100 + OVERHEAD, 1);
		Msg first = settled(sealed, false);
		assertThat(decoded(FrameDecoder.SMALL + OVERHEAD, 3).size()).isEqualTo(FrameDecoder.SMALL + OVERHEAD);
		assertThat(this.memory.taken()).isZero();
		assertThat(decoded(90 + OVERHEAD, 2)).isSameAs(sealed);
		assertThat(sealed.size()).isEqualTo(90 + OVERHEAD);
		assertThat(first.data()).hasSize(100).containsOnly(1);
	}

	@Test
	void malformedCommandEndsTheConnection() {
		Msg sealed = decoded(OVERHEAD + 3, 9);
		assertThat(settled(sealed, true)).isNull();
		assertThat(this.connection.events()).containsExactly(SocketEvent.Kind.MALFORMED);
	}

}
