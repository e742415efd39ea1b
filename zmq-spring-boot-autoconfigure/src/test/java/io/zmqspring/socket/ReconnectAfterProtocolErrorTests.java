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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reconnecting where JeroMQ does not: it ends a connection permanently if the peer breaks
 * the protocol or the size limit.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(OutputCaptureExtension.class)
class ReconnectAfterProtocolErrorTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<SocketEvent> events = new CopyOnWriteArrayList<>();

	private final TestTransport transport;

	ReconnectAfterProtocolErrorTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void subscriberReconnectsAfterAnOversizeFrameAndSubscribesAgain(CapturedOutput output) throws IOException {
		try (ScriptedPeer peer = ScriptedPeer.oversized(this.transport, "PUB", 1)) {
			Stopwatch stopwatch = Stopwatch.start();
			ReceivingSocket subscriber = subscriber(peer, Duration.ofMillis(100), Duration.ofSeconds(5));
			stopwatch.assertWithin(Duration.ofSeconds(3), () -> assertThat(peer.connections()).hasSize(2));
			await().untilAsserted(() -> assertThat(peer.subscriptions()).contains("1camera", "1host"));
			await().untilAsserted(() -> assertThat(subscriber.connections().snapshot()).singleElement()
				.returns(true, Connection::handshakeDone)
				.returns(1L, Connection::disconnects)
				.returns(1L, Connection::reconnectAttempts));
			await().untilAsserted(() -> assertThat(this.events).extracting(SocketEvent::kind)
				.containsExactly(SocketEvent.Kind.CONNECTED, SocketEvent.Kind.HANDSHAKEN, SocketEvent.Kind.OVERSIZE,
						SocketEvent.Kind.RETRIED, SocketEvent.Kind.CONNECTED, SocketEvent.Kind.HANDSHAKEN));
			assertThat(output).containsOnlyOnce("its peer broke the protocol or the size limit");
			subscriber.close(Duration.ofSeconds(5));
		}
	}

	@Test
	void waitsGrowIfThePeerSendsAnOversizeFrameEachTime(CapturedOutput output) throws IOException {
		try (ScriptedPeer peer = ScriptedPeer.oversized(this.transport, "PUB", Integer.MAX_VALUE)) {
			Stopwatch stopwatch = Stopwatch.start();
			ReceivingSocket subscriber = subscriber(peer, Duration.ofMillis(100), Duration.ofMillis(800));
			stopwatch.assertWithin(Duration.ofSeconds(10), () -> assertThat(peer.connections()).hasSize(6));
			List<Long> times = peer.connections();
			// A random part of up to a quarter is subtracted from each wait
			assertThat(times.get(1) - times.get(0)).isBetween(millis(75), millis(1000) + stopwatch.paused().toNanos());
			assertThat(times.get(4) - times.get(3)).isGreaterThan(millis(600));
			assertThat(times.get(5) - times.get(4)).isGreaterThan(millis(600));
			assertThat(output).containsOnlyOnce("its peer broke the protocol or the size limit");
			subscriber.close(Duration.ofSeconds(5));
		}
	}

	@Test
	void publisherReconnectsToAPeerOfTheWrongType() throws IOException {
		try (ScriptedPeer peer = ScriptedPeer.start(this.transport, "REP", (number, out) -> {
		})) {
			PublishingSocket publisher = PublishingSocket.open(this.context,
					settings(peer.address(), Duration.ofMillis(100), Duration.ofMillis(200)), Overflow.DROP,
					this.events::add);
			await().until(() -> peer.connections().size() >= 3);
			publisher.close();
		}
	}

	@Test
	void pushSendsAfterItsPeerHasBrokenTheProtocol() throws IOException {
		try (ScriptedPeer peer = ScriptedPeer.start(this.transport, "REQ", (number, out) -> {
		})) {
			SendingSocket push = SendingSocket.pushing(this.context,
					settings(peer.address(), Duration.ofMillis(100), Duration.ofMillis(200)), true, this.events::add);
			await().until(() -> peer.connections().size() >= 3);
			Stopwatch stopwatch = Stopwatch.start();
			assertThat(push.send(new byte[1], null, Duration.ofSeconds(30))).isTrue();
			assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(2));
			push.close();
		}
	}

	@Test
	void engineReconnectsAfterThePeerHasClosedTheConnection(CapturedOutput output) throws IOException {
		ReceivingSocket subscriber;
		try (ScriptedPeer peer = ScriptedPeer.start(this.transport, "PUB", (number, out) -> out.close())) {
			subscriber = subscriber(peer, Duration.ofMillis(100), Duration.ofMillis(200));
			await().until(() -> peer.connections().size() >= 5);
		}
		assertThat(output).doesNotContain("is reconnected after");
		subscriber.close(Duration.ofSeconds(5));
	}

	private ReceivingSocket subscriber(ScriptedPeer peer, Duration interval, Duration longest) {
		ReceivingSocket subscriber = ReceivingSocket.subscribing(this.context,
				settings(peer.address(), interval, longest), "reconnecting", new IgnoringSink(), this.events::add);
		subscriber.subscribe("camera".getBytes(StandardCharsets.UTF_8));
		subscriber.subscribe("host".getBytes(StandardCharsets.UTF_8));
		subscriber.start();
		return subscriber;
	}

	private static SocketSettings settings(String address, Duration interval, Duration longest) {
		SocketTuning tuning = SocketTuning.builder()
			.maxMessageSize(DataSize.ofKilobytes(64))
			.reconnectInterval(interval)
			.reconnectIntervalMax(longest)
			.build();
		return new SocketSettings(List.of(Endpoint.parse(address, null)), false, 1000, Duration.ZERO,
				Duration.ofSeconds(1), tuning);
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

	/**
	 * Ignores all messages.
	 */
	static final class IgnoringSink implements FrameSink {

		@Override
		public void onMessage(Frames frames) {
		}

		@Override
		public void onFailure(Throwable cause) {
		}

	}

}
