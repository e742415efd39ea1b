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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretTextTests {

	@ParameterizedTest
	@CsvSource({ "tcp://user:hunter2@host:1, tcp://******@host:1", "tcp://hunter2@host:1, tcp://******@host:1",
			"ipc://user:hunter2@host, ipc://******@host", "ipc://hunter2@host/a, ipc://******@host/a",
			"user:hunter2@host, ******@host",
			"'ipc:///run/a,tcp://hunter2@host:1', 'ipc:///run/a,tcp://******@host:1'" })
	void userInformationIsHidden(String text, String shown) {
		assertThat(SecretText.withoutUserInfo(text)).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ipc:///run/user@1000/events", "ipc://@events", "Cannot bind ipc:///run/a@b: it exists" })
	void pathOfASocketIsShown(String text) {
		assertThat(SecretText.withoutUserInfo(text)).isEqualTo(text);
	}

}
