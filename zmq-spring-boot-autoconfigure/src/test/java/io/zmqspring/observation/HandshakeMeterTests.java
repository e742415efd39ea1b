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

package io.zmqspring.observation;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters of handshakes, and of clients that have authenticated themselves.
 */
class HandshakeMeterTests {

	private static final byte[] SERVER = X25519.random(32);

	private static final byte[] CLIENT = X25519.random(32);

	private static final byte[] STRANGER = X25519.random(32);

	private static String hex(byte[] key) {
		return HexFormat.of().formatHex(key);
	}

	private static String publicKey(byte[] secretKey) {
		try {
			return hex(X25519.publicKey(secretKey));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ApplicationContextRunner application(byte[] client, String... settings) {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		return MeteredApplication.with()
			.withPropertyValues("zmq.publishers.secure.address=" + address, "zmq.publishers.secure.security=server",
					"zmq.subscribers.events.topics=*", "zmq.subscribers.secure.topics=*",
					"zmq.subscribers.secure.address=" + address, "zmq.subscribers.secure.security=client",
					"zmq.security.curve.server.secret-key=" + hex(SERVER),
					"zmq.security.curve.client.secret-key=" + hex(client),
					"zmq.security.curve.client.server-key=" + publicKey(SERVER))
			.withPropertyValues(settings);
	}

	private static @Nullable FunctionCounter handshakes(ApplicationContext context, String role, String outcome) {
		return registry(context).find("zmq.security.handshakes")
			.tags("role", role, "name", "secure", "outcome", outcome)
			.functionCounter();
	}

	private static MeterRegistry registry(ApplicationContext context) {
		return MeteredApplication.registry(context);
	}

	@Test
	void successfulHandshakesAndConfiguredClientsAreCounted() {
		application(CLIENT, "zmq.security.curve.server.clients.pump-7=" + publicKey(CLIENT)).run((context) -> {
			EventsApplication.await()
				.until(() -> handshakes(context, "publisher", "success") != null
						&& handshakes(context, "subscriber", "success") != null);
			assertThat(handshakes(context, "publisher", "success").count()).isEqualTo(1);
			Gauge peers = registry(context).get("zmq.security.peers")
				.tags("role", "publisher", "name", "secure", "user", "pump-7")
				.gauge();
			EventsApplication.await().until(() -> peers.value() == 1);
			assertThat(registry(context).get("zmq.security.peers").gauges()).hasSize(1);
			assertThat(registry(context).get("zmq.security.handshakes").meters()).hasSize(2);
			assertThat(context.getBean(ZmqContext.class).curveProvider()).isEqualTo("libsodium and bouncycastle");
			context.getBeansOfType(ZmqSubscriber.class)
				.values()
				.stream()
				.filter((subscriber) -> subscriber.name().equals("secure"))
				.forEach(ZmqSubscriber::stop);
			EventsApplication.await().until(() -> peers.value() == 0);
		});
	}

	@Test
	void clientsThatAreNotConfiguredHaveNoMeter() {
		application(STRANGER, "zmq.security.curve.server.any-client=true",
				"zmq.security.curve.server.clients.pump-7=" + publicKey(CLIENT))
			.run((context) -> {
				EventsApplication.await().until(() -> handshakes(context, "publisher", "success") != null);
				assertThat(registry(context).find("zmq.security.peers").meters()).isEmpty();
			});
	}

	@Test
	void deniedHandshakesAreCountedAtBothSides() {
		application(STRANGER, "zmq.security.curve.server.clients.pump-7=" + publicKey(CLIENT)).run((context) -> {
			EventsApplication.await()
				.until(() -> handshakes(context, "publisher", "denied") != null
						&& handshakes(context, "subscriber", "denied") != null);
			assertThat(handshakes(context, "publisher", "denied").count()).isPositive();
			assertThat(handshakes(context, "publisher", "success")).isNull();
			assertThat(registry(context).find("zmq.security.peers").meters()).isEmpty();
		});
	}

}
