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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EndpointTests {

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://localhost:5555", "tcp://127.0.0.1:0", "tcp://[::1]:65535",
			"inproc://events", "inproc://a/b:c" })
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
			"tcp://host:1/path", "tcp://host:+1", "tcp://host:1.5", "inproc://", "inproc:// " })
	void invalidAddressIsRefused(String address) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Endpoint.parse(address, null))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("address"))
			.satisfies((refusal) -> assertThat(refusal.value()).isEqualTo(address))
			.satisfies((refusal) -> assertThat(refusal.action()).startsWith("Write "));
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

}
