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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.security.CurveKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates keys by the jar of an application, with the command that
 * {@code docs/security.md} shows. Needs the jar, so that Maven runs this test after it
 * has been packaged.
 */
class KeysOfTheJarTests {

	private static final Path JAR = Path.of("target", "sample-app.jar").toAbsolutePath();

	@TempDir
	private Path directory;

	@Test
	void commandOfTheManualWritesKeysWithoutStartingTheApplication() throws Exception {
		assertThat(JAR).as("the jar; build it with mvn -DskipTests package").exists();
		Process process = run(listing("keys-of-a-jar"));
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		String publicKey = Files.readString(this.directory.resolve("orders.key")).split("\"")[1];
		assertThat(output.lines().toList())
			.isEqualTo(List.of("Public key:  " + publicKey, "Fingerprint: " + CurveKey.parse(publicKey).fingerprint(),
					"For peers:   " + this.directory.toRealPath().resolve("orders.key"),
					"Secret:      " + this.directory.toRealPath().resolve("orders.key_secret")));
		Process again = run(listing("keys-of-a-jar"));
		assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("orders.key exists, and is not overwritten");
		assertThat(again.waitFor()).isEqualTo(1);
	}

	private Process run(String command) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder("sh", "-c",
				command.replaceFirst("^java", Matcher.quoteReplacement(java)).replace("app.jar", JAR.toString()))
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
	}

	private static String listing(String name) throws IOException {
		Matcher matcher = Pattern
			.compile("<!-- run: " + KeysOfTheJarTests.class.getName() + "#" + name + " -->\n```\n(.*?)\n```\n",
					Pattern.DOTALL)
			.matcher(Files.readString(Path.of("../docs/security.md")));
		assertThat(matcher.find()).as("the listing '%s'", name).isTrue();
		return matcher.group(1);
	}

}
