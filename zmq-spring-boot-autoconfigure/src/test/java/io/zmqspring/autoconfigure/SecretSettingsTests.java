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

package io.zmqspring.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.autoconfigure.entries.KnownKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets in settings that are refused: no failure report shows them.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretSettingsTests {

	private static final String SECRET = "hunter2";

	private static final String ADDRESS = "zmq.publishers.events.address=inproc://events";

	@ParameterizedTest
	@ValueSource(strings = { "zmq.password", "zmq.publishers.events.password", "zmq.publishers.events.pasword",
			"zmq.publishers.events.passwrod", "zmq.publishers.events.secret-kye", "zmq.publishers.events.scret",
			"zmq.publishers.events.socket.api-token", "zmq.publishers.events.tokn", "zmq.publishers.events.secretKey",
			"zmq.security.curve.events.secret-key.value", "zmq.publishers.events.credentals", "zmq.db.passwd[0]",
			"zmq.publishers.password", "zmq.publishers.pasword" })
	void valueOfAKeyThatResemblesASecretIsNotShown(String key, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, key + "=" + SECRET)
			.says("The setting '" + key.toLowerCase(Locale.ROOT), "with the value '******'");
		assertThat(output).doesNotContain(SECRET);
	}

	// The name of a user, or of a client, may stand behind the misspelt element
	@ParameterizedTest
	@ValueSource(strings = { "zmq.security.plain.legacy.user.bob", "zmq.security.plain.legacy.usres.bob",
			"zmq.security.plain.legacy.x", "zmq.security.plian.legacy.users.bob", "zmq.security.legacy.users.bob",
			"zmq.securty.plain.legacy.users.bob", "zmq.plain.legacy.users.bob", "zmq.security.plain.legacy.users",
			"zmq.security.plain.legacy", "zmq.security.plain", "zmq.security.curve.orders", "zmq.security.curve",
			"zmq.security.curve.orders.secret-key.x", "zmq.security.curve.orders.private",
			"zmq.security.curve.orders.previous-secret-key", "zmq.security.curve.orders.clients" })
	void valueOfAMisspeltKeyOfSecurityIsNotShown(String key, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, key + "=" + SECRET).says(key);
		assertThat(output).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret-file", "server-key-file", "previous-secret-file", "clients-directory" })
	void keyInThePlaceOfAFileIsNotShown(String key, CapturedOutput output) {
		String secretKey = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
		String z85 = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
		for (String value : List.of(secretKey, secretKey + " ", secretKey.substring(1), z85, z85 + z85.charAt(0))) {
			RefusedStart
				.of(output, "zmq.publishers.events.address=tcp://127.0.0.1:0", "zmq.publishers.events.security=orders",
						"zmq.publishers.events.security-role=" + (key.equals("server-key-file") ? "client" : "server"),
						"zmq.security.curve.orders." + key + "=" + value,
						key.equals("secret-file") ? "" : "zmq.security.curve.orders.secret-key=" + secretKey,
						key.equals("clients-directory") ? "" : "zmq.security.curve.orders.any-client=true")
				.says("zmq.security.curve.orders." + key);
		}
		assertThat(output).doesNotContain(secretKey.substring(1), z85);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://user:hunter2@host:5555", "tcp://hunter2@host:5555", "tcp://user:hunter2@host",
			"tcp://user:hunter2@*:5555", "amqp://user:hunter2@host:5555", "user:hunter2@host:5555",
			"ipc://user:hunter2@host", "tcp://user:hunter2@host:${UNKNOWN}", "inproc://events,tcp://a:hunter2@b:1" })
	void userInformationInAnAddressIsRefusedAndNotShown(String address, CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers.events.address=" + address)
			.says("The setting 'zmq.publishers.events.address' with the value '", "******@");
		assertThat(output).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.publishers.events.adress", "zmq.publishers", "zmq.publishers.events",
			"zmq.publishers.events.port.number" })
	void userInformationInAnyOtherSettingIsNotShown(String key, CapturedOutput output) {
		RefusedStart.of(output, key + "=tcp://user:hunter2@host:5555").says("'" + key + "'", "tcp://******@host:5555");
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void separatePortOfAnAddressWithUserInformation(CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers.events.address=tcp://user:hunter2@host:1",
				"zmq.publishers.events.port=5555");
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void noKeyInUseLooksLikeASecretByAccident() {
		assertThat(KnownKeys.of(ZmqProperties.class)
			.stream()
			.filter((key) -> !key.startsWith("security."))
			.flatMap((key) -> Stream.of(key.split("\\.")))
			.distinct()).noneMatch(KnownKeys::resemblesSecret);
	}

}
