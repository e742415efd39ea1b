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

package io.zmqspring.manual;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.CurveKey;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Carries out the quick start of {@code docs/security.md} with its own text: its commands
 * make the keys, and its program in Python is the peer.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityQuickStartTests {

	private final Page page = Page.read(Page.ROOT.resolve("docs/security.md"));

	private final String port = String.valueOf(FreePort.find());

	@TempDir
	private Path directory;

	@Test
	void pythonReceivesWhatTheApplicationPublishesAndIsDeniedWithoutItsKey(CapturedOutput output) throws Exception {
		makeKeys();
		Path key = this.directory.resolve("keys/clients/python.key");
		String fingerprint = CurveKey.parse(Files.readString(key).split("\"")[1]).fingerprint();
		Process python = python();
		try (TestApplication application = application()) {
			ZmqPublisher orders = application.bean(ZmqPublisher.class);
			await().until(() -> {
				orders.publish("tea", "order.placed");
				return !python.isAlive();
			});
		}
		assertThat(outputOf(python)).startsWith("[b'order.placed', b'tea']");
		assertThat(output).doesNotContain(fingerprint).doesNotContain("can be read by every user of the system");
		Files.delete(key);
		Process denied = python();
		try (TestApplication application = application()) {
			await().untilAsserted(() -> assertThat(output).contains("(unknown-client)", fingerprint));
			assertThat(application.bean(ZmqPublisher.class).connectionCount()).isZero();
		}
		finally {
			denied.destroyForcibly();
		}
	}

	private void makeKeys() throws Exception {
		Process process = new ProcessBuilder("sh", "-ec", listing("keys").replace("python3", PythonPeer.interpreter()))
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(outputOf(process)).isEmpty();
		assertThat(process.exitValue()).isZero();
	}

	private Process python() throws IOException {
		Files.writeString(this.directory.resolve("hear.py"), listing("hear.py"));
		return new ProcessBuilder(PythonPeer.interpreter(), "hear.py").directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
	}

	private static String outputOf(Process process) throws Exception {
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	private TestApplication application() throws IOException {
		String yaml = listing("application.yml").replace(": keys/", ": " + this.directory + "/keys/");
		Map<String, Object> settings = ((MapPropertySource) new YamlPropertySourceLoader()
			.load("application.yml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.get(0)).getSource();
		return TestApplication.start(SecurityQuickStartTests.class,
				settings.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.toArray(String[]::new));
	}

	private String listing(String name) {
		List<String> lines = this.page.listings()
			.stream()
			.filter((listing) -> listing.by().equals(getClass().getName() + "#" + name))
			.findFirst()
			.orElseThrow()
			.text();
		return String.join("\n", lines).replace(":5555", ":" + this.port) + "\n";
	}

}
