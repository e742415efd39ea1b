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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.security.SecuritySections;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * No key and no password appears in logs at any level, in texts of settings and roles, or
 * in exceptions.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTests {

	private static final byte[] SERVER_SECRET = bytes(11);

	private static final byte[] CLIENT_SECRET = bytes(12);

	private static final List<String> SECRETS = List.of("hunter2-password", "hunter2-of-bob", z85(SERVER_SECRET),
			hex(SERVER_SECRET), base64(SERVER_SECRET), z85(CLIENT_SECRET), hex(CLIENT_SECRET), base64(CLIENT_SECRET));

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	@AfterEach
	void restoreLevel() {
		this.root.setLevel(this.level);
	}

	private static byte[] bytes(long seed) {
		byte[] bytes = new byte[32];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	private static String z85(byte[] key) {
		return CurveKey.of(key).z85();
	}

	private static String hex(byte[] key) {
		return HexFormat.of().formatHex(key);
	}

	private static String base64(byte[] key) {
		return Base64.getEncoder().encodeToString(key);
	}

	private static Map<String, String> security() throws Exception {
		return Map.of("zmq.security.curve.server.secret-key", hex(SERVER_SECRET),
				"zmq.security.curve.server.any-client", "true", "zmq.security.curve.client.secret-key",
				base64(CLIENT_SECRET), "zmq.security.curve.client.server-key",
				CurveKey.of(CurveKeyPair.of(SERVER_SECRET.clone()).publicKey()).z85(),
				"zmq.security.plain.right.users.bob", "hunter2-of-bob", "zmq.security.plain.wrong.username", "bob",
				"zmq.security.plain.wrong.password", "hunter2-password");
	}

	@Test
	void logsAtTraceContainNoSecret(CapturedOutput output) throws Exception {
		String curve = "tcp://127.0.0.1:" + FreePort.find();
		String plain = "tcp://127.0.0.1:" + FreePort.find();
		List<String> properties = new java.util.ArrayList<>(List.of("logging.level.root=trace",
				"zmq.publishers.curve.address=" + curve, "zmq.publishers.curve.security=server",
				"zmq.subscribers.curve.address=" + curve, "zmq.subscribers.curve.security=client",
				"zmq.publishers.plain.address=" + plain, "zmq.publishers.plain.security=right",
				"zmq.subscribers.plain.address=" + plain, "zmq.subscribers.plain.security=wrong",
				"zmq.subscribers.curve.topics=*", "zmq.subscribers.plain.topics=*"));
		security().forEach((key, value) -> properties.add(key + "=" + value));
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class,
				properties.toArray(new String[0]))) {
			Map<String, ZmqPublisher> publishers = application.beans(ZmqPublisher.class);
			await().until(() -> publishers.values().stream().anyMatch((publisher) -> publisher.connectionCount() == 1)
					&& publishers.values().stream().anyMatch((publisher) -> !publisher.stats().denied().isEmpty()));
			for (ZmqRole role : application.beans(ZmqRole.class).values()) {
				assertThat(role + " " + role.faults() + " " + role.connections()).doesNotContain(SECRETS);
			}
		}
		assertThat(output).contains("TRACE").contains("DEBUG");
		SECRETS.forEach((secret) -> assertThat(output.getAll()).doesNotContain(secret));
	}

	@Test
	void textsOfSettingsContainNoSecret() throws Exception {
		ZmqProperties properties = new Binder(new MapConfigurationPropertySource(security()))
			.bind("zmq", ZmqProperties.class)
			.get();
		SecuritySettings settings = properties.security();
		String texts = properties + " " + settings + " " + settings.curve() + " " + settings.plain();
		assertThat(texts).contains("wrong", "bob");
		SECRETS.forEach((secret) -> assertThat(texts).doesNotContain(secret));
	}

	@Test
	void exceptionsContainNoSecret() throws Exception {
		String broken = z85(SERVER_SECRET).substring(1);
		for (String key : List.of("secret-key", "server-key", "clients.pump")) {
			Map<String, String> settings = new java.util.HashMap<>(
					Map.of("s.curve.x.secret-key", z85(CLIENT_SECRET), "s.curve.x.server-key", z85(CLIENT_SECRET)));
			settings.put("s.curve.x." + key, broken);
			SecuritySections sections = new SecuritySections(
					new Binder(new MapConfigurationPropertySource(settings)).bind("s", SecuritySettings.class).get(),
					Authorizers.NONE);
			SecurityRole role = key.startsWith("clients") ? SecurityRole.SERVER : SecurityRole.CLIENT;
			InvalidSettingException thrown = catchThrowableOfType(InvalidSettingException.class,
					() -> sections.check(new SocketSettings.Security("x", role)));
			StringWriter trace = new StringWriter();
			thrown.printStackTrace(new PrintWriter(trace));
			assertThat(trace + " " + thrown.value() + " " + thrown.action()).contains("zmq.security.curve.x." + key)
				.doesNotContain(broken, z85(CLIENT_SECRET));
		}
	}

}
