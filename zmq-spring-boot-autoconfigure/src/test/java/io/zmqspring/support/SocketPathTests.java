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

package io.zmqspring.support;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class SocketPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "/run/app/events", "events", "./events.sock", "*", "/run/user@1000/events" })
	void usualPathIsAccepted(String path) {
		assertThat(SocketPath.refusal(path)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "Linux, 106", "Mac OS X, 102", "FreeBSD, 102" })
	void longestPathDependsOnTheSystem(String system, int longest) {
		String path = "/" + "a".repeat(longest - 1);
		assertThat(SocketPath.refusal(path, system)).isNull();
		assertThat(SocketPath.refusal(path + "a", system)).isNotNull()
			.returns("has a path of " + (longest + 1) + " bytes, and Java takes " + longest,
					SocketPath.Refusal::problem);
	}

	@Test
	void lengthIsCountedInBytes() {
		assertThat(SocketPath.refusal("/a" + "\u00fc".repeat(53), "Linux")).isNotNull()
			.extracting(SocketPath.Refusal::problem)
			.isEqualTo("has a path of 108 bytes, and Java takes 106");
		assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding"))).isEqualTo(StandardCharsets.UTF_8);
		assertThat(SocketPath.refusal("/a" + "\u00fc".repeat(52), "Linux")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Windows 10", "Windows 11", "Windows Server 2022" })
	void windowsHasNoSuchSockets(String system) {
		for (String path : new String[] { "/run/app/events", "*", "C:\\app\\events" }) {
			assertThat(SocketPath.refusal(path, system)).isNotNull()
				.returns("uses ipc, which is not supported on Windows", SocketPath.Refusal::problem)
				.extracting(SocketPath.Refusal::action)
				.asString()
				.contains("tcp://127.0.0.1:<port>", "inproc://<name>");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', has no path", "' ', has no path", "@events, names an abstract socket", "/, ends with a slash",
			"/run/app/, ends with a slash" })
	void pathThatNamesNoFileIsRefused(String path, String problem) {
		assertThat(SocketPath.refusal(path)).isNotNull()
			.extracting(SocketPath.Refusal::problem)
			.asString()
			.startsWith(problem);
	}

	@Test
	void characterThatTheSystemDoesNotAcceptIsNamed() {
		assertThat(SocketPath.refusal("/run/a\0b")).isNotNull()
			.extracting(SocketPath.Refusal::problem)
			.asString()
			.startsWith("has a path that this system does not accept: Nul character");
	}

	@ParameterizedTest
	@CsvSource({ "/run/app/events", "/run/./app/events", "/run/app/other/../events", "//run//app/events" })
	void spellingsOfOneFileAreEqual(String path) {
		assertThat(SocketPath.absolute(path)).isEqualTo(Path.of("/run/app/events"));
	}

	@Test
	void relativePathIsInTheWorkingDirectory() {
		assertThat(SocketPath.absolute("./events")).isEqualTo(Path.of("events").toAbsolutePath());
	}

}
