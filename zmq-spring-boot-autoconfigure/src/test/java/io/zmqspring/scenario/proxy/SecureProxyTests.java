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

package io.zmqspring.scenario.proxy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CURVE on one side of a proxy, and no security on the other.
 */
class SecureProxyTests {

	private static final int MESSAGES = TestSize.of(2000, 100_000);

	private final ProxyRoles roles = new ProxyRoles(TestSecurity.CURVE.settings());

	@AfterEach
	void close() {
		this.roles.close();
	}

	private ZmqProxy start(ProxyType type, String secured, int highWaterMark) {
		String section = TestSecurity.section(this.roles.context());
		return this.roles.start(type,
				(builder) -> secure(builder.frontend((frontend) -> frontend.highWaterMark(highWaterMark))
					.backend((backend) -> backend.highWaterMark(highWaterMark)), secured, section));
	}

	private static void secure(ProxySettings.Builder builder, String secured, String section) {
		if (secured.equals("frontend")) {
			builder.frontend((frontend) -> frontend.security(section));
		}
		else {
			builder.backend((backend) -> backend.security(section));
		}
	}

	private RawPeer sender(ZmqProxy proxy, String secured) {
		boolean subscribes = proxy.settings().type() == ProxyType.PUB_SUB;
		return this.roles.before(subscribes ? SocketType.XPUB : SocketType.PUSH, proxy,
				secured.equals("frontend") ? TestSecurity.CURVE : TestSecurity.NULL);
	}

	private RawPeer receiver(ZmqProxy proxy, String secured) {
		boolean subscribes = proxy.settings().type() == ProxyType.PUB_SUB;
		RawPeer receiver = this.roles.behind(subscribes ? SocketType.SUB : SocketType.PULL, proxy,
				secured.equals("backend") ? TestSecurity.CURVE : TestSecurity.NULL);
		if (subscribes) {
			receiver.subscribe("");
		}
		return receiver;
	}

	@ParameterizedTest
	@CsvSource({ "PUB_SUB, frontend", "PUB_SUB, backend", "PUSH_PULL, frontend", "PUSH_PULL, backend" })
	void messagesPassFromOneSideToTheOther(ProxyType type, String secured) {
		ZmqProxy proxy = start(type, secured, 1000);
		RawPeer receiver = receiver(proxy, secured);
		RawPeer sender = sender(proxy, secured);
		if (type == ProxyType.PUB_SUB) {
			assertThat(sender.receive()).isEqualTo("\u0001");
		}
		byte[] large = new byte[3_000_000];
		large[1] = 7;
		sender.send("a".getBytes(), new byte[0], large);
		assertThat(receiver.receiveFrames()).containsExactly("a".getBytes(), new byte[0], large);
		assertThat(proxy.stats().drops()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "frontend", "backend" })
	void backPressureCorruptsNothing(String secured) {
		ZmqProxy proxy = start(ProxyType.PUSH_PULL, secured, 10);
		RawPeer receiver = receiver(proxy, secured);
		RawPeer sender = sender(proxy, secured);
		AtomicInteger sent = new AtomicInteger();
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < MESSAGES; i++) {
				sender.send(bytes(i), new byte[1000]);
				sent.incrementAndGet();
			}
		});
		for (int i = 0; i < MESSAGES; i++) {
			assertThat(receiver.receiveFrames()).containsExactly(bytes(i), new byte[1000]);
		}
		sending.join();
		assertThat(sent).hasValue(MESSAGES);
		assertThat(proxy.stats().drops()).isEmpty();
	}

	private static byte[] bytes(int number) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
	}

	@Test
	void peerWithoutAKeyIsDeniedOnTheSecuredSideOnly() {
		ZmqProxy proxy = start(ProxyType.PUSH_PULL, "backend", 1000);
		RawPeer sender = sender(proxy, "backend");
		try (RawPeer stranger = RawPeer.connecting(SocketType.PULL, proxy.backendAddresses().get(0))) {
			ProxyRoles.await().until(() -> !proxy.stats().denied().isEmpty());
			sender.send("secret");
			RawPeer receiver = receiver(proxy, "backend");
			assertThat(receiver.receive()).isEqualTo("secret");
			assertThat(stranger.receiveNow()).isNull();
		}
		assertThat(proxy.stats().denied()).containsOnlyKeys("wrong-mechanism");
	}

}
