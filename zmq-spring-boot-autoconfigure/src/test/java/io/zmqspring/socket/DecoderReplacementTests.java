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

package io.zmqspring.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.engine.DecoderReplacement;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.guard.FrameDecoder;
import io.zmqspring.support.Housekeeping;
import io.zmqspring.testsupport.OpenIntake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that use a decoder of this library instead of the one of JeroMQ.
 */
class DecoderReplacementTests {

	private static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL;

	private final AtomicInteger decoders = new AtomicInteger();

	private final List<Integer> events = new CopyOnWriteArrayList<>();

	private final Housekeeping housekeeping = new Housekeeping();

	private final Engine engine = new Engine(new ContextSettings(2, 100, false), this.housekeeping);

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void close() {
		this.engine.close();
		this.context.close();
		this.housekeeping.close();
	}

	@Test
	void everyConnectionGetsADecoderOfItsOwn() {
		ZMQ.Socket pull = this.engine.socket(SocketType.PULL);
		watch(pull);
		int port = pull.bindToRandomPort("tcp://127.0.0.1");
		ZMQ.Socket[] peers = new ZMQ.Socket[3];
		for (int i = 0; i < peers.length; i++) {
			peers[i] = this.engine.socket(SocketType.PUSH);
			peers[i].connect("tcp://127.0.0.1:" + port);
			peers[i].send("from " + i);
			assertThat(pull.recvStr()).isEqualTo("from " + i);
			assertThat(this.decoders).hasValue(i + 1);
			assertThat(this.events).hasSize(i + 1);
		}
		Arrays.stream(peers).forEach(ZMQ.Socket::close);
		pull.close();
	}

	@Test
	void connectionGoesOnWithJeroMqsDecoderWhereOursCannotBeMade() {
		ZMQ.Socket pull = this.engine.socket(SocketType.PULL);
		pull.base().setEventHook(new DecoderReplacement(pull.base(), (connection, buffer) -> {
			throw new OutOfMemoryError("no direct memory");
		}, (event) -> this.events.add(event.event)), EVENTS);
		int port = pull.bindToRandomPort("tcp://127.0.0.1");
		ZMQ.Socket push = this.engine.socket(SocketType.PUSH);
		push.connect("tcp://127.0.0.1:" + port);
		push.send("work");
		assertThat(pull.recvStr()).isEqualTo("work");
		assertThat(this.events).hasSize(1);
		push.close();
		pull.close();
	}

	@Test
	void messagesOfAllSizesArriveWholeWithBuffersOfAllSizes() throws IOException {
		for (DataSize buffer : new DataSize[] { null, DataSize.ofKilobytes(5), DataSize.ofKilobytes(300) }) {
			AtomicInteger whole = new AtomicInteger();
			ReceivingSocket pull = ReceivingSocket.pulling(this.context, settings("tcp://127.0.0.1:0", true, buffer),
					"pull", new FrameSink() {

						@Override
						public void onMessage(Frames frames) {
							if (Arrays.equals(frames.get(0), message(whole.get()))) {
								whole.incrementAndGet();
							}
						}

						@Override
						public void onFailure(Throwable cause) {
						}

					}, (event) -> {
					});
			pull.start();
			SendingSocket push = SendingSocket.pushing(this.context,
					settings(pull.boundAddresses().get(0), false, buffer), true, (event) -> {
					});
			for (int i = 0; i < 400; i++) {
				assertThat(push.send(message(i), null, Duration.ofSeconds(10))).isTrue();
			}
			await().until(() -> whole.get() == 400);
			push.close();
			pull.close(Duration.ofSeconds(5));
		}
	}

	private static byte[] message(int number) {
		Random random = new Random(number);
		byte[] message = new byte[(number % 20 == 0) ? random.nextInt(1_500_000) : random.nextInt(20_000)];
		random.nextBytes(message);
		return message;
	}

	private static SocketSettings settings(String address, boolean bind, DataSize buffer) {
		return new SocketSettings(List.of(Endpoint.parse(address, null)), bind, 1000, Duration.ofSeconds(1),
				Duration.ZERO, SocketTuning.builder().sendBuffer(buffer).receiveBuffer(buffer).build());
	}

	private void watch(ZMQ.Socket socket) {
		socket.base().setEventHook(new DecoderReplacement(socket.base(), (connection, buffer) -> {
			this.decoders.incrementAndGet();
			return new FrameDecoder(buffer, 8192, new OpenIntake(), false);
		}, (event) -> this.events.add(event.event)), EVENTS);
	}

}
