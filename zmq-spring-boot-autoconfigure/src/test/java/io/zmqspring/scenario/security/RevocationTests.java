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

package io.zmqspring.scenario.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqDeniedEvent;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.security.DenialReason;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.security.CurveSettings.OnDenied;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients whose keys are removed from the files of a server while they are connected.
 */
class RevocationTests {

	@TempDir
	private Path directory;

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	private final List<ZmqDeniedEvent> denied = new CopyOnWriteArrayList<>();

	private KeyDirectory keys;

	private CurveKeys client;

	@BeforeEach
	void createKeys() {
		this.keys = new KeyDirectory(this.directory);
		this.client = this.keys.create("client-2");
		this.keys.useForClient(this.client);
		this.keys.allow("client", this.client);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
	}

	private ZmqPublisher publisher(ZmqContext context) {
		PublisherSettings settings = PublisherSettings.builder(this.address).security("server").build();
		ZmqPublisher publisher = new ZmqPublisher("out", settings, context, PubSubRoles.JSON, (event) -> {
			if (event instanceof ZmqDeniedEvent denial) {
				this.denied.add(denial);
			}
		});
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber subscriber(ZmqContext context, List<byte[]> received) {
		SubscriberSettings settings = SubscriberSettings.builder(this.address).security("client").build();
		ZmqSubscriber subscriber = new ZmqSubscriber("in", settings, context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("t", (topic, payload) -> received.add(payload));
		subscriber.start();
		return subscriber;
	}

	@ParameterizedTest
	@EnumSource(OnDenied.class)
	void clientIsCutAndReturnsByItselfWhenItIsAllowedAgain(OnDenied onDenied) {
		List<byte[]> received = new CopyOnWriteArrayList<>();
		try (ZmqContext context = this.keys.context(onDenied)) {
			ZmqPublisher publisher = publisher(context);
			ZmqSubscriber subscriber = subscriber(context, received);
			await().until(() -> publisher.hasSubscriber("t"));
			this.keys.revoke("client");
			await().until(() -> publisher.connectionCount() == 0);
			publisher.publish("secret", "t");
			await().until(() -> !this.denied.isEmpty());
			assertThat(this.denied.get(0)).returns(DenialReason.REVOKED, ZmqDeniedEvent::reason)
				.returns(this.client.publicKey().fingerprint(), ZmqDeniedEvent::fingerprint);
			await().untilAsserted(() -> assertThat(subscriber.faults()).singleElement()
				.asString()
				.contains("does not let our key in"));
			assertThat(publisher.faults()).isEmpty();
			await().until(() -> !publisher.hasSubscriber("t"));
			this.keys.allow("client", this.client);
			await().until(() -> publisher.hasSubscriber("t"));
			publisher.publish("hello", "t");
			await().until(() -> !received.isEmpty());
			assertThat(received).singleElement().isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
			assertThat(subscriber.faults()).isEmpty();
			assertThat(publisher.stats().denied()).containsEntry("revoked", 1L);
			subscriber.stop();
			publisher.stop();
		}
	}

	@Test
	void clientsThatAreStillAllowedStayConnected() {
		CurveKeys gate = this.keys.create("gate");
		this.keys.allow("gate", gate);
		NumberedMessages messages = new NumberedMessages(0);
		AtomicInteger ended = new AtomicInteger();
		try (SecureSockets sockets = new SecureSockets(this.keys.context(OnDenied.CLOSE))) {
			PublishingSocket publisher = sockets.publisher(this.address);
			sockets.receiver("sub", this.address, messages, (event) -> {
				if (event.kind() == SocketEvent.Kind.DISCONNECTED) {
					ended.incrementAndGet();
				}
			});
			await().until(() -> publisher.hasSubscriber(new byte[0]));
			this.keys.revoke("gate");
			await().until(() -> KeyDirectory.reloads(sockets.context(), "server") == 1);
			publisher.send(null, NumberedMessages.topic(), NumberedMessages.body(0), null, null);
			await().until(() -> messages.received() == 1);
			assertThat(ended).hasValue(0);
		}
	}

	@Test
	void clientWithAnotherNameIsCutAndReturnsWithIt() {
		try (ZmqContext context = this.keys.context(OnDenied.CLOSE)) {
			ZmqPublisher publisher = publisher(context);
			ZmqSubscriber subscriber = subscriber(context, new CopyOnWriteArrayList<>());
			await().until(() -> users(publisher).equals(List.of("client")));
			this.keys.revoke("client");
			this.keys.allow("pump-7", this.client);
			await().until(() -> users(publisher).equals(List.of("pump-7")));
			subscriber.stop();
			publisher.stop();
		}
	}

	private static List<String> users(ZmqPublisher publisher) {
		return publisher.connections()
			.stream()
			.filter((connection) -> connection.handshakeDone())
			.map((connection) -> String.valueOf(connection.user()))
			.toList();
	}

	@Test
	void pythonIsCutAndReturnsByItselfWhenItIsAllowedAgain() {
		NumberedMessages messages = new NumberedMessages(0);
		try (SecureSockets sockets = new SecureSockets(this.keys.context(OnDenied.CLOSE))) {
			ReceivingSocket receiver = sockets.boundReceiver("pull", this.address, messages);
			try (PythonPeer python = PythonPeer.secure(this.keys.path(), "push", "connect", this.address,
					"curve-client", "50")) {
				await().until(() -> receiver.connections().count() == 1);
				this.keys.revoke("client");
				await().until(() -> receiver.connections().isEmpty());
				python.writeLine("");
				this.keys.allow("client", this.client);
				await().until(() -> messages.received() == 50);
				assertThat(messages.summary()).isEqualTo("50 0 0");
			}
		}
	}

	@Test
	void nothingIsReadAnyMoreFromAClientThatIsCutWhileTheReceiverIsBusy() {
		CountDownLatch busy = new CountDownLatch(1);
		AtomicInteger received = new AtomicInteger();
		FrameSink sink = new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				received.incrementAndGet();
				try {
					busy.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}

			@Override
			public void onFailure(Throwable cause) {
			}

		};
		try (SecureSockets sockets = new SecureSockets(this.keys.context(OnDenied.CLOSE))) {
			ReceivingSocket receiver = sockets.boundReceiver("pull", this.address, sink);
			SendingSocket pusher = sockets.pusher(this.address);
			await().until(() -> receiver.connections().count() == 1);
			int sent = 0;
			// Until all queues and buffers on the way are full
			while (pusher.send(NumberedMessages.topic(), new byte[64 * 1024], Duration.ofMillis(500))) {
				sent++;
			}
			this.keys.revoke("client");
			await().until(() -> KeyDirectory.reloads(sockets.context(), "server") == 1);
			busy.countDown();
			await().until(() -> receiver.connections().isEmpty());
			// What was queued before, and the message that the receiver was busy with
			assertThat(received.get()).isLessThanOrEqualTo(SecureLink.HIGH_WATER_MARK + 10).isLessThan(sent);
		}
	}

}
