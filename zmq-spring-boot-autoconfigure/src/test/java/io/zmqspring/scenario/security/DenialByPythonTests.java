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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.crypto.KeyFile;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What log and health of this library say if a server of pyzmq does not let it in: the
 * likely cause, and the setting to look at.
 */
@ExtendWith(OutputCaptureExtension.class)
class DenialByPythonTests {

	@TempDir
	static Path certificates;

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	private ZmqSubscriber subscriber(SecureLink link, boolean bind, @Nullable String security) {
		SubscriberSettings settings = SubscriberSettings.builder(this.address)
			.bind(bind)
			.security(security)
			.securityRole((security != null) ? SecurityRole.CLIENT : null)
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("in", settings, link.context(), PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		subscriber.addHandler("t", (topic, payload) -> {
		});
		subscriber.start();
		return subscriber;
	}

	// With the fingerprint of the stranger's key
	private static String expected(String setting) throws IOException {
		KeyFile stranger = KeyFile.parse(Files.readString(certificates.resolve("stranger.key")));
		return setting.replace("SHA256:stranger",
				CurveKey.parse(Objects.requireNonNull(stranger.publicKey())).fingerprint());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"pub|curve-server|mistaken|server-key-unproved|the server does not have the key configured|zmq.security.curve.mistaken.server-key or server-key-file, which is SHA256:stranger",
			"pub|curve-server|stranger|not-allowed|does not let our key in|zmq.security.curve.stranger.secret-key or secret-file, which is SHA256:stranger",
			"pull|curve-server|client|not-allowed|closed after INITIATE|the type of its socket",
			"pub|curve-500|client|refused|with an ERROR|authenticator",
			"pub|curve-client|client|malformed|it is a client, too|security-role",
			"pub|plain-server|wrong-password|credentials-refused|username and password|zmq.security.plain.wrong-password",
			"pull|plain-server|users|wrong-socket-type|the type of its socket does not fit|type",
			"pub|plain-500|users|refused|with an ERROR|authenticator",
			"pub|null-400|-|refused|with an ERROR|denies our address",
			"pub|null-server|client|other-mechanism|its greeting names NULL|remove security",
			"pub|plain-server|client|other-mechanism|its greeting names PLAIN|zmq.security.plain",
			"pub|curve-server|users|other-mechanism|its greeting names CURVE|zmq.security.curve",
			"pub|curve-server|-|other-mechanism|its greeting names CURVE|zmq.security.curve",
			"pub|plain-server|-|other-mechanism|its greeting names PLAIN|zmq.security.plain" })
	void causeAndSettingAreNamed(String type, String server, @Nullable String client, String reason, String cause,
			String key, CapturedOutput output) throws IOException {
		String setting = expected(key);
		try (PythonPeer python = PythonPeer.secure(certificates.toString(), type, "bind", this.address, server, "1");
				SecureLink link = new SecureLink(certificates)) {
			python.answer();
			ZmqSubscriber subscriber = subscriber(link, false, client);
			await().untilAsserted(() -> assertThat(subscriber.faults()).singleElement()
				.asString()
				.contains(this.address, cause, setting));
			assertThat(subscriber.connectionCount()).isZero();
			await().untilAsserted(() -> assertThat(output.toString().lines())
				.anyMatch((line) -> line.contains("Subscriber 'in' (" + this.address)
						&& line.contains("(" + reason + ")") && line.contains(cause) && line.contains(setting)));
			assertThat(subscriber.stats().denied()).containsKey(reason);
			assertThat(output).doesNotContain("broke the protocol", "with null");
			subscriber.stop();
		}
	}

	@Test
	void clientThatBindsLogsTheCause(CapturedOutput output) {
		try (SecureLink link = new SecureLink(certificates);
				PythonPeer python = PythonPeer.secure(certificates.toString(), "pub", "connect", this.address,
						"curve-server", "1")) {
			python.writeLine("");
			ZmqSubscriber subscriber = subscriber(link, true, "stranger");
			await().untilAsserted(() -> assertThat(output).contains("(not-allowed)", "does not let our key in",
					"zmq.security.curve.stranger.secret-key"));
			assertThat(subscriber.faults()).isEmpty();
			subscriber.stop();
		}
	}

}
