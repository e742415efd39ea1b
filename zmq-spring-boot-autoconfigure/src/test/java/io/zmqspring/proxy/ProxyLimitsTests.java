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

package io.zmqspring.proxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;

import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each side of a proxy has limits of its own. A peer that breaks one loses its
 * connection, is counted, and is served again when it keeps them.
 */
class ProxyLimitsTests {

	private final ProxyRoles roles = new ProxyRoles();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private RawPeer receiver(ZmqProxy proxy) {
		if (proxy.settings().type() == ProxyType.PUSH_PULL) {
			return this.roles.behind(SocketType.PULL, proxy);
		}
		RawPeer receiver = this.roles.behind(SocketType.SUB, proxy);
		receiver.subscribe("");
		return receiver;
	}

	private RawPeer sender(ZmqProxy proxy) {
		if (proxy.settings().type() == ProxyType.PUSH_PULL) {
			return this.roles.before(SocketType.PUSH, proxy);
		}
		RawPeer sender = this.roles.before(SocketType.XPUB, proxy);
		assertThat(sender.receive()).isEqualTo("\u0001");
		return sender;
	}

	private static void assertRejected(ZmqProxy proxy, String reason) {
		ProxyRoles.await().untilAsserted(() -> assertThat(proxy.stats().rejected()).containsOnlyKeys(reason));
	}

	private static void assertPassesAgain(RawPeer sender, RawPeer receiver) {
		ProxyRoles.await().until(() -> {
			sender.trySend("again");
			return "again".equals(receiver.receiveNow());
		});
	}

	@ParameterizedTest
	@EnumSource
	void messageWithMoreThanAThousandFramesIsRejected(ProxyType type) {
		ZmqProxy proxy = this.roles.start(type);
		RawPeer receiver = receiver(proxy);
		RawPeer sender = sender(proxy);
		sender.send(new byte[1001][0]);
		assertRejected(proxy, "too-many-frames");
		assertPassesAgain(sender, receiver);
	}

	@ParameterizedTest
	@EnumSource
	void frameAboveTheLimitOfTheFrontendIsRejected(ProxyType type) {
		ZmqProxy proxy = this.roles.start(type, (builder) -> builder
			.frontend((frontend) -> frontend.socket((socket) -> socket.maxMessageSize(DataSize.ofKilobytes(1)))));
		RawPeer receiver = receiver(proxy);
		RawPeer sender = sender(proxy);
		sender.send(new byte[1025]);
		assertRejected(proxy, "oversize");
		assertPassesAgain(sender, receiver);
	}

	@Test
	void subscriptionsAboveTheLimitOfTheBackendAreRejected() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB,
				(builder) -> builder.backend((backend) -> backend.socket((socket) -> socket.maxSubscriptions(10))));
		RawPeer receiver = receiver(proxy);
		RawPeer sender = sender(proxy);
		try (RawPeer greedy = RawPeer.connecting(SocketType.SUB, proxy.backendAddresses().get(0))) {
			for (int i = 0; i < 11; i++) {
				greedy.subscribe("topic " + i);
			}
			assertRejected(proxy, "too-many-subscriptions");
			assertPassesAgain(sender, receiver);
		}
	}

}
