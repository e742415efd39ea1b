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
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.util.StringUtils;
import org.zeromq.SocketType;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.Authorization;
import io.zmqspring.security.AuthorizationRequest;
import io.zmqspring.security.ZmqAuthorizer;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Authorizers of an application.
 */
@ParameterizedClass
@CsvSource({ "TCP, tcp://127.0.0.1:", "IPC, ipc peer " })
class AuthorizerTests extends SecuredApplicationFixture {

	private final TestTransport transport;

	private final String remote;

	AuthorizerTests(TestTransport transport, String remote) {
		super(transport);
		this.transport = transport;
		this.remote = remote;
	}

	private void start(Class<?> beans, String... settings) {
		startBound(beans, "zmq.subscribers.in",
				StringUtils.concatenateStringArrays(new String[] { "zmq.subscribers.in.topics=t" }, settings));
	}

	private void startCurve(Class<?> beans, String... settings) {
		start(beans, StringUtils.concatenateStringArrays(new String[] { serverKey() }, settings));
	}

	private void connect(String mechanism) {
		sendAs(SocketType.XPUB, mechanism, "t", "1");
	}

	private void tryToConnect(String mechanism) {
		this.peers.connect(SocketType.XPUB, mechanism, this.address);
	}

	private void assertSender(String user) {
		List<String> senders = this.application.bean(Receiving.class).senders;
		await().until(() -> !senders.isEmpty());
		assertThat(senders).containsExactly(user);
	}

	private void assertDenied(String reason) {
		ZmqSubscriber subscriber = this.application.bean(ZmqSubscriber.class);
		await().untilAsserted(() -> assertThat(subscriber.stats().denied()).containsOnlyKeys(reason));
		assertThat(subscriber.connectionCount()).isZero();
		assertThat(subscriber.faults()).isEmpty();
	}

	@Test
	void authorizerNamesAClientOfASectionWithoutList() {
		startCurve(ByKey.class);
		connect("curve");
		assertSender("the client");
		AuthorizationRequest request = this.application.bean(ByKey.class).requests.get(0);
		assertThat(request).returns("orders", AuthorizationRequest::section)
			.returns("subscriber", AuthorizationRequest::role)
			.returns("in", AuthorizationRequest::name)
			.returns(null, AuthorizationRequest::userId)
			.returns(false, AuthorizationRequest::isListed)
			.returns(null, AuthorizationRequest::password);
		assertThat(request.fingerprint()).startsWith("SHA256:");
		assertThat(request.remote()).startsWith(this.remote);
	}

	@Test
	void authorizerThatDecidesNothingLeavesItToTheList() {
		startCurve(Abstaining.class, allowedClients());
		connect("curve");
		assertSender("client");
	}

	@Test
	void nobodyConnectsIfNeitherListNorAuthorizerLetsItIn() {
		startCurve(Abstaining.class);
		tryToConnect("curve");
		assertDenied("unknown-client");
	}

	@Test
	void firstAuthorizerOfTheOrderDecides() {
		startCurve(Ordered.class, allowedClients());
		tryToConnect("curve");
		assertDenied("not-authorized");
	}

	@Test
	void exceptionOfAnAuthorizerDeniesAClientOfTheList() {
		startCurve(Failing.class, allowedClients());
		tryToConnect("curve");
		assertDenied("authorizer-failed");
	}

	@Test
	void authorizerComparesPasswords() {
		// A section must have a setting. The user is not listed
		start(ByPassword.class, "zmq.security.plain.orders."
				+ ((this.transport == TestTransport.TCP) ? "allow-addresses=127.0.0.1" : "users.eve=other"));
		connect("users");
		assertSender("bob of sales");
		assertThat(this.application.bean(ByPassword.class).seen.get(0)).as("password after the call")
			.containsOnly((byte) 0);
	}

	@Test
	void authorizerMayNeedAPublisherOfTheSameApplication() {
		startCurve(NeedingPublisher.class, "zmq.publishers.out.address=" + this.transport.address(),
				"zmq.publishers.out.security=orders");
		connect("curve");
		assertSender("out");
	}

	@Test
	void authorizerOfTheManualNamesTheTenant() {
		startCurve(Documented.class);
		connect("curve");
		assertSender("acme");
	}

	static class Receiving {

		final List<String> senders = new CopyOnWriteArrayList<>();

		@ZmqListener(value = "t", subscriber = "in")
		void received(byte[] payload, @Header(ZmqHeaders.USER_ID) String user) {
			this.senders.add(user);
		}

	}

	static class ByKey extends Receiving {

		final List<AuthorizationRequest> requests = new CopyOnWriteArrayList<>();

		@Bean
		ZmqAuthorizer authorizer() {
			return (request) -> {
				this.requests.add(request);
				return Authorization.granted("the client");
			};
		}

	}

	static class Abstaining extends Receiving {

		@Bean
		ZmqAuthorizer authorizer() {
			return (request) -> null;
		}

	}

	static class Ordered extends Receiving {

		@Bean
		@Order(2)
		ZmqAuthorizer second() {
			return (request) -> Authorization.granted();
		}

		@Bean
		@Order(1)
		ZmqAuthorizer first() {
			return (request) -> Authorization.denied();
		}

	}

	static class Failing extends Receiving {

		@Bean
		ZmqAuthorizer authorizer() {
			return (request) -> {
				throw new IllegalStateException("for the test");
			};
		}

	}

	static class ByPassword extends Receiving {

		final List<byte[]> seen = new CopyOnWriteArrayList<>();

		@Bean
		ZmqAuthorizer authorizer() {
			byte[] expected = "secret".getBytes(StandardCharsets.UTF_8);
			return (request) -> {
				byte[] password = Objects.requireNonNull(request.password());
				this.seen.add(password);
				return ("bob".equals(request.userId()) && MessageDigest.isEqual(password, expected))
						? Authorization.granted("bob of sales") : Authorization.denied();
			};
		}

	}

	static class NeedingPublisher extends Receiving {

		@Bean
		ZmqAuthorizer authorizer(ZmqPublisher publisher) {
			return (request) -> Authorization.granted(publisher.name());
		}

	}

	@Import(Receiving.class)
	static class Documented {

		// tag::authorizer[]
		@Bean
		ZmqAuthorizer tenants(Tenants tenants) {
			return (request) -> {
				if (!request.section().equals("orders") || request.fingerprint() == null) {
					return null;
				}
				String tenant = tenants.byFingerprint().get(request.fingerprint());
				return (tenant != null) ? Authorization.granted(tenant) : Authorization.denied();
			};
		}
		// end::authorizer[]

		@Bean
		Tenants allTenants() {
			return new Tenants(Map.of(JeroMqPeers.fingerprint(certificates, "client"), "acme"));
		}

	}

	record Tenants(Map<@Nullable String, String> byFingerprint) {

	}

}
