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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A publishing and a listening process, of which one is killed and started again.
 * Messages flow again without intervention, whichever of the two binds.
 */
class ReconnectTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

	private final int port = FreePort.find();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesFlowAgainAfterPublisherWasKilled(boolean publisherBinds) {
		try (TestApplication listening = TestApplication.start(Listening.class, subscriber(!publisherBinds))) {
			Listening listener = listening.bean(Listening.class);
			for (String text : new String[] { "first", "second" }) {
				try (JavaPeer publisher = JavaPeer.start(NoBeans.class, publisher(publisherBinds))) {
					await().atMost(SOON).pollInterval(BETWEEN_TRIES).until(() -> {
						publisher.publish("topic", text);
						return text.equals(listener.last);
					});
				}
			}
			assertThat(listening.bean(ZmqSubscriber.class).stats().rejectedTotal()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesFlowAgainAfterListenerWasKilled(boolean publisherBinds) {
		try (TestApplication publishing = TestApplication.start(NoBeans.class, publisher(publisherBinds))) {
			ZmqPublisher publisher = publishing.bean(ZmqPublisher.class);
			for (String text : new String[] { "first", "second" }) {
				try (JavaPeer listener = JavaPeer.start(Printing.class, subscriber(!publisherBinds))) {
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
		for (boolean publisherStartsFirst : new boolean[] { true, false, true }) {
			String text = "text " + publisherStartsFirst;
			try (JavaPeer first = publisherStartsFirst ? JavaPeer.start(NoBeans.class, publisher(true))
					: JavaPeer.start(Printing.class, subscriber(false));
					JavaPeer second = publisherStartsFirst ? JavaPeer.start(Printing.class, subscriber(false))
							: JavaPeer.start(NoBeans.class, publisher(true))) {
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
		try (TestApplication publishing = TestApplication.start(NoBeans.class, publisher(true))) {
			ZmqPublisher publisher = publishing.bean(ZmqPublisher.class);
			try (JavaPeer listener = JavaPeer.start(Printing.class, subscriber(false))) {
				await().atMost(SOON).until(() -> publisher.hasSubscriber("topic"));
				listener.kill();
				await().atMost(SOON).until(() -> !publisher.hasSubscriber("topic"));
			}
		}
	}

	private String[] publisher(boolean bind) {
		return settings("zmq.publishers.out", bind);
	}

	private String[] subscriber(boolean bind) {
		return settings("zmq.subscribers.in", bind);
	}

	private String[] settings(String entry, boolean bind) {
		return new String[] { entry + ".address=tcp://127.0.0.1", entry + ".port=" + this.port, entry + ".bind=" + bind,
				entry + ".socket.reconnect-interval=50ms", entry + ".socket.reconnect-interval-max=200ms",
				entry + ".socket.handshake-interval=300ms" };
	}

	static class Listening {

		private volatile String last = "";

		@ZmqListener("topic")
		void on(String text) {
			this.last = text;
		}

	}

	static class Printing {

		@ZmqListener("topic")
		void on(String text) {
			JavaPeer.writeAnswer(text);
		}

	}

}
