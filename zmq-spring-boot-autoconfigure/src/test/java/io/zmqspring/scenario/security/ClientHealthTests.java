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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.RawListener;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What health says at a client that a server of this library does not let in.
 */
class ClientHealthTests {

	private static final String OTHER_MECHANISM = "probably requires another mechanism";

	private static final String NOT_LET_IN = "does not let our key in";

	@TempDir
	static Path certificates;

	private String address = "";

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private ZmqPublisher server(ZmqContext context, @Nullable String security) {
		ZmqPublisher publisher = new ZmqPublisher("out",
				PublisherSettings.builder(this.address).security(security).build(), context, PubSubRoles.JSON,
				(event) -> {
				});
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber client(ZmqContext context, @Nullable String security) {
		ZmqSubscriber subscriber = new ZmqSubscriber("in",
				SubscriberSettings.builder(this.address).security(security).build(), context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("t", (topic, payload) -> {
		});
		subscriber.start();
		return subscriber;
	}

	private void assertDown(ZmqSubscriber client, String sentence) {
		await().untilAsserted(
				() -> assertThat(client.faults()).singleElement().asString().contains(this.address, sentence));
	}

	@ParameterizedTest
	@CsvSource({ "TCP,server,,probably requires another mechanism,other-mechanism",
			"TCP,users,,probably requires another mechanism,other-mechanism",
			"TCP,users,client,probably requires another mechanism,other-mechanism",
			"TCP,,client,probably requires another mechanism,other-mechanism",
			"TCP,server,stranger,does not let our key in,not-allowed",
			"TCP,server,mistaken,the server does not have the key configured,server-key-unproved",
			"TCP,users,impostor,does not accept our username and password,credentials-refused",
			"IPC,server,,probably requires another mechanism,other-mechanism",
			"IPC,users,client,probably requires another mechanism,other-mechanism",
			"IPC,,client,probably requires another mechanism,other-mechanism",
			"IPC,server,stranger,does not let our key in,not-allowed",
			"IPC,server,mistaken,the server does not have the key configured,server-key-unproved",
			"IPC,users,impostor,does not accept our username and password,credentials-refused" })
	void clientOfOurServerSaysWhyItIsDown(TestTransport transport, @Nullable String server, @Nullable String client,
			String sentence, String reason) {
		this.address = transport.address();
		try (SecureLink link = new SecureLink(certificates); ZmqContext other = withImpostor(link)) {
			ZmqPublisher publisher = server(link.context(), server);
			ZmqSubscriber subscriber = client(other, client);
			assertDown(subscriber, sentence);
			assertThat(subscriber.stats().denied()).containsOnlyKeys(reason);
			assertThat(subscriber.connectionCount()).isZero();
			assertThat(publisher.faults()).isEmpty();
			subscriber.stop();
			publisher.stop();
		}
	}

	private static ZmqContext withImpostor(SecureLink link) {
		SecuritySettings security = link.context()
			.security()
			.withPlain("impostor", new PlainSettings("bob", "wrong", Map.of(), List.of(), List.of()));
		return new ZmqContext(ContextSettings.DEFAULTS, security);
	}

	@ParameterizedTest
	@EnumSource
	void clientWithoutSecurityIsUpAgainOnceTheServerNeedsNone(TestTransport transport) {
		this.address = transport.address();
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher secured = server(link.context(), "server");
			ZmqSubscriber client = client(link.context(), null);
			assertDown(client, OTHER_MECHANISM);
			secured.stop();
			assertThat(client.faults()).isNotEmpty();
			ZmqPublisher open = server(link.context(), null);
			await().until(() -> client.faults().isEmpty());
			assertThat(client.connectionCount()).isEqualTo(1);
			client.stop();
			open.stop();
		}
	}

	@ParameterizedTest
	@EnumSource
	void clientIsUpOnceTheServerLetsItsKeyIn(TestTransport transport) {
		this.address = transport.address();
		try (SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher strict = server(link.context(), "server");
			ZmqSubscriber stranger = client(link.context(), "stranger");
			assertDown(stranger, NOT_LET_IN);
			strict.stop();
			try (ZmqContext any = new ZmqContext(ContextSettings.DEFAULTS,
					SecuritySettings.DEFAULTS.withCurve("server", link.anyClient()))) {
				ZmqPublisher open = server(any, "server");
				await().until(() -> stranger.faults().isEmpty() && stranger.connectionCount() == 1);
				stranger.stop();
				open.stop();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void clientIsDownIfItsServerLeavesBeforeItNamesItsMechanism(TestTransport transport) throws IOException {
		byte[] greetingUpToTheVersion = { (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3 };
		try (RawListener server = RawListener.open(transport); SecureLink link = new SecureLink(certificates)) {
			this.address = server.address();
			ZmqSubscriber client = client(link.context(), "client");
			for (int i = 0; i < 2; i++) {
				try (RawConnection connection = server.accept()) {
					connection.write(greetingUpToTheVersion);
					assertThat(connection.in().readNBytes(64)).hasSize(64);
				}
			}
			assertDown(client, OTHER_MECHANISM);
			client.stop();
		}
	}

	@Test
	void clientIsNotDownWhileAServerClosesConnectionsBeforeItsGreeting() {
		this.address = TestTransport.TCP.address();
		SecuritySettings nobody = SecuritySettings.DEFAULTS.withAddresses(List.of(), List.of("0.0.0.0/0"));
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS, nobody);
				SecureLink link = new SecureLink(certificates)) {
			ZmqPublisher closing = server(context, null);
			ZmqSubscriber plain = client(link.context(), null);
			ZmqSubscriber secured = client(link.context(), "client");
			await().until(() -> closing.stats().denied().getOrDefault("address-not-allowed", 0L) >= 6);
			assertThat(plain.faults()).isEmpty();
			assertThat(secured.faults()).isEmpty();
			assertThat(closing.faults()).isEmpty();
			plain.stop();
			secured.stop();
			closing.stop();
		}
	}

}
