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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which values of settings messages show.
 */
class SettingTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "password", "zmq.security.plain.legacy.password", "secret-key", "secretKey", "SECRET_KEY",
			"api-token", "db.credentials", "previous-secret-file", "pwd", "passphrase", "server-keys.key[3]",
			"vcap_services" })
	void valuesOfSecretsAreHidden(String key) {
		assertThat(SettingText.of(key, "hunter2")).isEqualTo("******");
	}

	@ParameterizedTest
	@ValueSource(strings = { "address", "tcp-keep-alive", "zmq.publishers.token.port", "topics[0]", "high-water-mark" })
	void otherValuesAreShown(String key) {
		assertThat(SettingText.of(key, Duration.ofSeconds(15))).isEqualTo("15s");
		assertThat(SettingText.of(key, null)).isNull();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			tcp://user:hunter2@host:5555, tcp://******@host:5555
			tcp://hunter2@host:5555, tcp://******@host:5555
			tcp://user:hun@ter2@host, tcp://******@host
			user:hunter2@host:5555, ******@host:5555
			the address 'tcp://user:hunter2@host' is wrong, the address 'tcp://******@host' is wrong
			somebody@example.org, somebody@example.org
			tcp://host:5555, tcp://host:5555
			""")
	void userInformationInAddressesIsHidden(String value, String shown) {
		assertThat(SettingText.of("address", value)).isEqualTo(shown);
	}

	@Test
	void exceptionHidesSecretsAndUserInformationInAllItsTexts() {
		InvalidSettingException secret = new InvalidSettingException("secret-key", "hunter2", "is wrong", "Write it.");
		assertThat(secret.getMessage()).isEqualTo("'secret-key' with the value '******' is wrong. Write it.");
		assertThat(secret.value()).isEqualTo("******");
		InvalidSettingException address = new InvalidSettingException("address", "tcp://u:hunter2@h",
				"differs from tcp://u:hunter2@h", "Write tcp://u:hunter2@h.");
		assertThat(address.toString() + address.value() + address.problem() + address.action())
			.doesNotContain("hunter2");
	}

	@Test
	void exceptionWithoutKeyIsASentenceOfItsOwn() {
		assertThat(new InvalidSettingException("", null, "Port conflict: 5564 used twice", "Give one another port."))
			.hasMessage("Port conflict: 5564 used twice. Give one another port.");
	}

}
