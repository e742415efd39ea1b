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

package io.zmqspring.scenario.interop;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.LastText;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A publishing and a listening process, of which one is killed and started again.
 * Messages flow again without intervention, whichever of the two binds; over ipc in a
 * nightly run.
 */
class ReconnectTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

	static Stream<Arguments> cases() {
		return Stream.of(TestTransport.values())
			.limit(TestSize.of(1, 2))
			.flatMap((transport) -> Stream.of(true, false)
				.map((publisherBinds) -> Arguments.of(transport, publisherBinds)));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void messagesFlowAgainAfterPublisherWasKilled(TestTransport transport, boolean publisherBinds) {
		String address = transport.address();
		try (TestApplication listening = TestApplication.start(LastText.class, subscriber(address, !publisherBinds))) {
			LastText listener = listening.bean(LastText.class);
			for (String text : new String[] { "first", "second" }) {
				try (JavaPeer publisher = JavaPeer.start(NoBeans.class, publisher(address, publisherBinds))) {
					await().atMost(SOON).pollInterval(BETWEEN_TRIES).until(() -> {
						publisher.publish("topic", text);
						return text.equals(listener.last());
					});
				}
			}
			assertThat(listening.bean(ZmqSubscriber.class).stats().rejectedTotal()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void messagesFlowAgainAfterListenerWasKilled(TestTransport transport, boolean publisherBinds) {
		String address = transport.address();
		try (TestApplication publishing = TestApplication.start(NoBeans.class, publisher(address, publisherBinds))) {
			ZmqPublisher publisher = publishing.bean(ZmqPublisher.class);
			for (String text : new String[] { "first", "second" }) {
				try (JavaPeer listener = JavaPeer.start(Printing.class, subscriber(address, !publisherBinds))) {
					await().atMost(SOON).pollInterval(BETWEEN_TRIES).until(() -> {
						publisher.publish(text, "topic");
						return text.equals(listener.answer(BETWEEN_TRIES));
					});
				}
			}
		}
	}

	@Test
	void messagesFlowAgainAfterBothProcessesWereKilledInEitherOrderOfRestart() {
		String address = TestTransport.TCP.address();
		for (boolean publisherStartsFirst : new boolean[] { true, false, true }) {
			String text = "text " + publisherStartsFirst;
			try (JavaPeer first = publisherStartsFirst ? JavaPeer.start(NoBeans.class, publisher(address, true))
					: JavaPeer.start(Printing.class, subscriber(address, false));
					JavaPeer second = publisherStartsFirst ? JavaPeer.start(Printing.class, subscriber(address, false))
							: JavaPeer.start(NoBeans.class, publisher(address, true))) {
				JavaPeer publisher = publisherStartsFirst ? first : second;
				JavaPeer listener = publisherStartsFirst ? second : first;
				await().atMost(SOON).pollInterval(BETWEEN_TRIES).until(() -> {
					publisher.publish("topic", text);
					return text.equals(listener.answer(BETWEEN_TRIES));
				});
			}
		}
	}

	@Test
	void boundPublisherNoticesThatItsOnlyListenerWasKilled() {
		String address = TestTransport.TCP.address();
		try (TestApplication publishing = TestApplication.start(NoBeans.class, publisher(address, true))) {
			ZmqPublisher publisher = publishing.bean(ZmqPublisher.class);
			try (JavaPeer listener = JavaPeer.start(Printing.class, subscriber(address, false))) {
				await().atMost(SOON).until(() -> publisher.hasSubscriber("topic"));
				listener.kill();
				await().atMost(SOON).until(() -> !publisher.hasSubscriber("topic"));
			}
		}
	}

	private static String[] publisher(String address, boolean bind) {
		return settings("zmq.publishers.out", address, bind);
	}

	private static String[] subscriber(String address, boolean bind) {
		return settings("zmq.subscribers.in", address, bind);
	}

	private static String[] settings(String entry, String address, boolean bind) {
		return new String[] { entry + ".address=" + address, entry + ".bind=" + bind,
				entry + ".socket.reconnect-interval=50ms", entry + ".socket.reconnect-interval-max=200ms",
				entry + ".socket.handshake-interval=300ms" };
	}

	static class Printing {

		@ZmqListener("topic")
		void on(String text) {
			JavaPeer.writeAnswer(text);
		}

	}

}
