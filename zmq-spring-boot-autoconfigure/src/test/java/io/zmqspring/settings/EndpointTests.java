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

package io.zmqspring.settings;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EndpointTests {

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://localhost:5555", "tcp://127.0.0.1:0", "tcp://[::1]:65535",
			"inproc://events", "inproc://a/b:c", "ipc:///run/app/events", "ipc://events.sock", "ipc://*",
			"ipc:///run/user@1000/events:1" })
	void goodAddressIsReadAsWritten(String address) {
		assertThat(Endpoint.parse(address, null)).hasToString(address);
	}

	@ParameterizedTest
	@CsvSource({ "tcp://*, 5555, tcp://*:5555", "tcp://*, 0, tcp://*:0", "tcp://[::1], 5555, tcp://[::1]:5555" })
	void separatePortCompletesAnAddressWithoutOne(String address, int port, String whole) {
		assertThat(Endpoint.parse(address, port)).hasToString(whole);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "tcp", "tcp:/host:1", "://host:1", "tcp://", "tcp://:1", "tcp://host:", "tcp://::1:1",
			"tcp://host:1/path", "tcp://host:+1", "tcp://host:1.5", "inproc://", "inproc:// ", "ipc://", "ipc:// ",
			"ipc://@events", "ipc:///run/app/", "ipc:///run/\0", "ipc:/run/app" })
	void invalidAddressIsRefused(String address) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Endpoint.parse(address, null))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("address"))
			.satisfies((refusal) -> assertThat(refusal.value()).isEqualTo(address))
			.satisfies((refusal) -> assertThat(refusal.action()).startsWith("Write "));
	}

	@Test
	void abstractSocketIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Endpoint.parse("ipc://@events", null))
			.withMessage("'address' with the value 'ipc://@events' names an abstract socket, which Java cannot open."
					+ " Write the path of a file, with three slashes, and use it in the peers too:"
					+ " ipc:///run/app/events.");
	}

	@Test
	void pathThatIsTooLongIsRefused() {
		String longest = "ipc:///" + "a".repeat(101);
		assertThat(Endpoint.parse(longest, null)).hasToString(longest);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Endpoint.parse("ipc:///" + "a".repeat(106), null))
			.withMessageContaining("has a path of 107 bytes, and Java takes 10");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ipc://user:hunter2@host", "ipc://hunter2@host/path" })
	void userInformationIsRefusedAndNotShown(String address) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Endpoint.parse(address, null))
			.withMessageContaining("has user information")
			.satisfies((refusal) -> assertThat(refusal.value()).doesNotContain("hunter2"));
	}

	@ParameterizedTest
	@CsvSource({ "ipc:///run/events, ipc", "inproc://events, inproc" })
	void transportWithoutPortsTakesNone(String address, String transport) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Endpoint.parse(address, 5555))
			.withMessageContaining("'port' with the value '5555' cannot be combined with the address '" + address
					+ "', because " + transport + " has no ports. Remove the port.");
	}

	@ParameterizedTest
	@CsvSource({ "tcp://*:1, tcp://*:1, true", "tcp://*:1, tcp://127.0.0.1:1, true",
			"tcp://0.0.0.0:1, tcp://127.0.0.1:1, true", "tcp://[::]:1, tcp://[::1]:1, true",
			"tcp://localhost:1, tcp://127.0.0.1:1, true", "tcp://127.0.0.1:1, tcp://127.0.0.2:1, false",
			"tcp://127.0.0.1:1, tcp://127.0.0.1:2, false", "tcp://*:0, tcp://*:0, false",
			"inproc://a, inproc://a, true", "inproc://a, inproc://b, false", "inproc://a, tcp://a:1, false" })
	void conflictsWhereBothWouldBindTheSame(String one, String other, boolean conflict) {
		Endpoint first = Endpoint.parse(one, null);
		Endpoint second = Endpoint.parse(other, null);
		assertThat(first.conflictsWith(second)).isEqualTo(conflict);
		assertThat(second.conflictsWith(first)).isEqualTo(conflict);
	}

	@ParameterizedTest
	@CsvSource({ "ipc:///run/a, ipc:///run/a, true", "ipc:///run/a, ipc:///run/./x/..//a, true",
			"ipc:///run/a, ipc:///run/A, false", "ipc:///run/a, ipc:///run/b, false", "ipc://a, ipc://./a, true",
			"ipc://a, ipc:///a, false", "ipc://*, ipc://*, false", "ipc:///run/a, inproc:///run/a, false" })
	void endpointsOfOneFileConflictAndMeet(String one, String other, boolean same) {
		Endpoint first = Endpoint.parse(one, null);
		Endpoint second = Endpoint.parse(other, null);
		assertThat(first.conflictsWith(second)).isEqualTo(same);
		assertThat(second.conflictsWith(first)).isEqualTo(same);
		assertThat(first.meets(second)).isEqualTo(same);
		assertThat(second.meets(first)).isEqualTo(same);
	}

	@Test
	void relativePathIsInTheWorkingDirectory() {
		Endpoint relative = Endpoint.parse("ipc://events", null);
		Endpoint absolute = Endpoint.parse("ipc://" + Path.of("events").toAbsolutePath(), null);
		assertThat(relative.conflictsWith(absolute)).isTrue();
		assertThat(relative.meets(absolute)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "tcp://127.0.0.1:1, true", "tcp://localhost:1, false", "tcp://*:1, false", "ipc:///run/a, true",
			"ipc://host, true", "ipc://*, true" })
	void onlyHostNamesNeedNameResolution(String address, boolean literal) {
		assertThat(Endpoint.parse(address, null).isLiteral()).isEqualTo(literal);
	}

}
