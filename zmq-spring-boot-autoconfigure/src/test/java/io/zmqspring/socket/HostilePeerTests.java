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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Frames that stop the I/O thread of a bare JeroMQ socket only end their own connection.
 */
@ParameterizedClass
@EnumSource
class HostilePeerTests {

	private static final byte[] READY = { 0x04, 0x19, 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't', '-',
			'T', 'y', 'p', 'e', 0, 0, 0, 3, 'P', 'U', 'B' };

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final List<SocketEvent> events = new CopyOnWriteArrayList<>();

	private final String address;

	private ReceivingSocket socket;

	HostilePeerTests(TestTransport transport) {
		this.address = transport.address();
	}

	@BeforeEach
	void bindSubscriber() {
		SocketTuning tuning = SocketTuning.builder()
			.maxMessageSize(DataSize.ofKilobytes(64))
			.reconnectIntervalMax(Duration.ofSeconds(5))
			.maxConnections(0)
			.maxSubscriptions(0)
			.build();
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse(this.address, null)), true, 1000,
				Duration.ZERO, Duration.ZERO, tuning);
		this.socket = ReceivingSocket.subscribing(this.context, settings, "hostile", new Collecting(),
				this.events::add);
		this.socket.subscribe(new byte[0]);
		this.socket.start();
	}

	@AfterEach
	void close() {
		this.socket.close(Duration.ofSeconds(5));
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1L, Long.MIN_VALUE, 0xFFFFFFFF7FFFFFFFL, 0x7FFFFFFFL, 0x80000000L, Long.MAX_VALUE })
	void frameOfImpossibleLengthDuringTheHandshakeAffectsNoOtherPeer(long length) throws IOException {
		attack((out) -> {
			out.write(greeting());
			out.write(longHeader(0x06, length));
		});
		assertReceivesFromWellBehavedPeer();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1L, Long.MIN_VALUE, 0xFFFFFFFF7FFFFFFFL, 0x7FFFFFFFL, 0x80000000L, Long.MAX_VALUE })
	void frameOfImpossibleLengthAfterTheHandshakeAffectsNoOtherPeer(long length) throws IOException {
		attack((out) -> {
			out.write(greeting());
			out.write(READY);
			out.write(longHeader(0x02, length));
		});
		assertReceivesFromWellBehavedPeer();
	}

	@Test
	void peerThatSpeaksHttpAffectsNoOtherPeer() throws IOException {
		attack((out) -> out.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
		assertReceivesFromWellBehavedPeer();
	}

	@Test
	void frameOverTheSizeLimitEndsItsConnectionAndIsReported() throws IOException {
		attack((out) -> {
			out.write(greeting());
			out.write(READY);
			out.write(longHeader(0x02, 65 * 1024));
		});
		await().untilAsserted(
				() -> assertThat(this.events).extracting(SocketEvent::kind).contains(SocketEvent.Kind.OVERSIZE));
		assertReceivesFromWellBehavedPeer();
	}

	@Test
	void ordinaryDisconnectIsNotReportedAsOversize() throws IOException {
		attack((out) -> {
			out.write(greeting());
			out.write(READY);
			out.write(longHeader(0x02, 65 * 1024));
		});
		await().until(() -> this.events.stream().anyMatch((event) -> event.kind() == SocketEvent.Kind.OVERSIZE));
		attack((out) -> {
			out.write(greeting());
			out.write(READY);
		});
		await().untilAsserted(
				() -> assertThat(this.events).extracting(SocketEvent::kind).endsWith(SocketEvent.Kind.DISCONNECTED));
		assertThat(this.events).extracting(SocketEvent::kind).containsOnlyOnce(SocketEvent.Kind.OVERSIZE);
	}

	@Test
	void tenThousandFramesAreCountedButNotKept() {
		List<Integer> counts = new CopyOnWriteArrayList<>();
		Frames frames = new Frames();
		for (int i = 0; i < 10_000; i++) {
			frames.add(new byte[1]);
		}
		counts.add(frames.count());
		assertThat(counts).containsExactly(10_000);
		assertThat(frames.bytes()).isEqualTo(10_000);
	}

	private void attack(Attack attack) throws IOException {
		try (RawConnection peer = RawConnection.open(this.address)) {
			attack.run(peer.out());
			peer.endsWithin(500);
		}
	}

	private void assertReceivesFromWellBehavedPeer() {
		int before = Collections.frequency(this.received, "good");
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse(this.address, null)), false, 1000,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS);
		ZmqContext good = new ZmqContext(ContextSettings.DEFAULTS);
		PublishingSocket publisher = PublishingSocket.open(good, settings, Overflow.DROP, (event) -> {
		});
		await().until(() -> publisher.hasSubscriber("good".getBytes(StandardCharsets.UTF_8)));
		publisher.send(null, "good".getBytes(StandardCharsets.UTF_8), null, null, null);
		await().until(() -> Collections.frequency(this.received, "good") == before + 1);
		publisher.close();
		good.close();
		// The engine reads a length whose lower half is zero as an empty frame, which is
		// harmless
		assertThat(this.received).allMatch((message) -> message.equals("good") || message.isEmpty());
		assertThat(this.context.isAlive()).isTrue();
	}

	private static byte[] greeting() {
		byte[] greeting = Arrays
			.copyOf(new byte[] { (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0, 'N', 'U', 'L', 'L' }, 64);
		return greeting;
	}

	private static byte[] longHeader(int flags, long length) {
		byte[] header = new byte[9];
		header[0] = (byte) flags;
		for (int i = 0; i < 8; i++) {
			header[i + 1] = (byte) (length >>> (56 - 8 * i));
		}
		return header;
	}

	private interface Attack {

		void run(OutputStream out) throws IOException;

	}

	private final class Collecting implements FrameSink {

		@Override
		public void onMessage(Frames frames) {
			HostilePeerTests.this.received.add(new String(frames.get(0), StandardCharsets.UTF_8));
		}

		@Override
		public void onFailure(Throwable cause) {
			HostilePeerTests.this.received.add("failed: " + cause);
		}

	}

}
