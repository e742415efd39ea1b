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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of security that refuse the start, with reports that show no key and no
 * password.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedSecurityTests {

	private static final String SECRET_KEY = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

	private static final String PUBLIC_KEY = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";

	private static final String SERVER = "zmq.publishers.out.address=tcp://127.0.0.1:0";

	private static final String CLIENT = "zmq.subscribers.in.address=tcp://127.0.0.1:1";

	private static RefusedStart refused(CapturedOutput output, String... settings) {
		RefusedStart refused = RefusedStart.of(output, settings);
		assertThat(output.getAll()).doesNotContain(SECRET_KEY, PUBLIC_KEY, "hunter2");
		return refused;
	}

	@ParameterizedTest
	@CsvSource({ "ordres,orders", "Orders,orders", "legcy,legacy" })
	void unknownSectionIsRefusedWithASuggestion(String name, String meant, CapturedOutput output) {
		refused(output, SERVER, "zmq.publishers.out.security=" + name, "zmq.security.plain.legacy.users.bob=hunter2",
				"zmq.security.curve.orders.secret-key=" + SECRET_KEY)
			.says("'zmq.publishers.out.security' with the value '" + name + "'")
			.advises("Did you mean '" + meant + "'?", "legacy, orders");
	}

	@Test
	void unknownSectionWithoutASimilarOneIsRefused(CapturedOutput output) {
		refused(output, SERVER, "zmq.publishers.out.security=other", "zmq.security.plain.legacy.users.bob=hunter2")
			.advises("Write one of: legacy.");
		refused(output, SERVER, "zmq.publishers.out.security=other").advises("Add zmq.security.curve.other.");
	}

	// Such as security: ${SECURITY:}, which must not mean that everybody gets in
	@ParameterizedTest
	@ValueSource(strings = { "zmq.publishers.out", "zmq.subscribers.in", "zmq.workers.w.pull",
			"zmq.controllers.c.workers.a.push" })
	void socketWithABlankSectionIsRefused(String socket, CapturedOutput output) {
		for (String blank : List.of("", " ", "${UNSET:}")) {
			refused(output, socket + ".address=tcp://127.0.0.1:1", socket + ".security=" + blank)
				.says("'" + socket + ".security'", "is empty")
				.advises("Name a section of zmq.security.curve", "remove the key");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.publishers.out", "zmq.subscribers.in", "zmq.workers.w.pull",
			"zmq.controllers.c.workers.a.push" })
	void socketWithARoleAndWithoutSecurityIsRefused(String socket, CapturedOutput output) {
		refused(output, socket + ".address=tcp://127.0.0.1:1", socket + ".security-role=server")
			.says("'" + socket + ".security-role' with the value 'server'", "without security")
			.advises("Set security");
	}

	@Test
	void passwordThatEverybodyCanGuessIsRefused(CapturedOutput output) {
		for (String password : List.of("", " ", "${UNSET:}", "${BOB_PASSWORD}")) {
			refused(output, SERVER, "zmq.publishers.out.security=legacy",
					"zmq.security.plain.legacy.users.bob=" + password)
				.says("'zmq.security.plain.legacy.users.bob'");
			refused(output, CLIENT, "zmq.subscribers.in.security=legacy", "zmq.security.plain.legacy.username=bob",
					"zmq.security.plain.legacy.password=" + password)
				.says("'zmq.security.plain.legacy.password'");
		}
		refused(output, SERVER, "zmq.publishers.out.security=legacy",
				"zmq.security.plain.legacy.users.bob=hunter2${BOB_PASSWORD}")
			.says("contains a placeholder without a value")
			.advises("Set the property or environment variable");
	}

	@Test
	void credentialOfAUserThatPlainCannotCarryIsRefused(CapturedOutput output) {
		refused(output, SERVER, "zmq.publishers.out.security=legacy",
				"zmq.security.plain.legacy.users.bob=" + "hunter2".repeat(40))
			.says("'zmq.security.plain.legacy.users.bob'", "is longer than 255 bytes");
		String user = "b".repeat(256);
		refused(output, SERVER, "zmq.publishers.out.security=legacy",
				"zmq.security.plain.legacy.users." + user + "=hunter2")
			.says("'zmq.security.plain.legacy.users." + user + "'", "has a name that is longer than 255 bytes");
	}

	@Test
	void securityOfInprocIsRefused(CapturedOutput output) {
		refused(output, "zmq.publishers.out.address=inproc://out", "zmq.publishers.out.security=orders",
				"zmq.security.curve.orders.secret-key=" + SECRET_KEY)
			.says("'zmq.publishers.out.security' with the value 'orders'", "inproc://out")
			.advises("Remove security");
	}

	@Test
	void listOfAddressesThatCannotHoldIsRefused(CapturedOutput output) {
		refused(output, "zmq.publishers.out.address=ipc:///run/app/out", "zmq.publishers.out.security=legacy",
				"zmq.security.plain.legacy.users.bob=hunter2", "zmq.security.plain.legacy.allow-addresses=10.0.0.0/8")
			.says("'zmq.publishers.out.security' with the value 'legacy'", "has allow-addresses or deny-addresses",
					"no effect on ipc:///run/app/out")
			.advises("socket.ipc-permissions");
	}

	@Test
	void serverThatWouldLetNobodyInIsRefused(CapturedOutput output) {
		refused(output, SERVER, "zmq.publishers.out.security=orders",
				"zmq.security.curve.orders.secret-key=" + SECRET_KEY)
			.says("'zmq.security.curve.orders.clients'", "no client could connect")
			.advises("clients-directory", "any-client: true", "ZmqAuthorizer");
		refused(output, SERVER, "zmq.publishers.out.security=legacy", "zmq.security.plain.legacy.username=bob")
			.says("'zmq.security.plain.legacy.users'", "no client could connect")
			.advises("ZmqAuthorizer");
	}

	@ParameterizedTest
	@CsvSource({ "secret-key,0000000000000000000000000000000000000000,is all zero",
			"secret-key,hunter2hunter2,has 14 characters", "server-key,hunter2hunter2,has 14 characters",
			"server-key,0000000000000000000000000000000000000000000000000000000000000000,is all zero",
			"secret-key,~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~hunter2,not part of Z85" })
	void keyThatIsNoneIsRefused(String key, String value, String problem, CapturedOutput output) {
		String other = key.equals("secret-key") ? "server-key=" + PUBLIC_KEY : "secret-key=" + SECRET_KEY;
		refused(output, CLIENT, "zmq.subscribers.in.security=orders", "zmq.security.curve.orders." + other,
				"zmq.security.curve.orders." + key + "=" + value)
			.says("'zmq.security.curve.orders." + key + "'", problem)
			.advises("zmq.auth.create_certificates");
	}

	@Test
	void keyOfAClientThatIsNoneIsRefused(CapturedOutput output) {
		refused(output, SERVER, "zmq.publishers.out.security=orders",
				"zmq.security.curve.orders.secret-key=" + SECRET_KEY, "zmq.security.curve.orders.clients.pump=hunter2")
			.says("'zmq.security.curve.orders.clients.pump'", "has 7 characters");
	}

	@ParameterizedTest
	@CsvSource({ "allow-addresses,10.0.0.1/8", "deny-addresses,example.org", "curve.orders.allow-addresses,10.0.0.0/33",
			"plain.legacy.deny-addresses,10.0.0" })
	void malformedRangeOfAddressesIsRefused(String key, String value, CapturedOutput output) {
		refused(output, "zmq.security." + key + "=" + value, "zmq.security.plain.legacy.users.bob=hunter2")
			.says("'zmq.security." + key + "' with the value '" + value + "'")
			.advises("10.0.0.0/8", "2001:db8::/32");
	}

	@ParameterizedTest
	@CsvSource({ "handshake-timeout,-1s", "max-handshakes-per-second,-1", "max-connections-per-address,-1" })
	void negativeLimitIsRefused(String key, String value, CapturedOutput output) {
		refused(output, "zmq.security." + key + "=" + value)
			.says("'zmq.security." + key + "' with the value '" + value + "'");
	}

	@Test
	void unknownPolicyForOpenSocketsIsRefused(CapturedOutput output) {
		refused(output, "zmq.security.open-sockets=deny").says("zmq.security.open-sockets")
			.advises("ALLOW", "REFUSE", "WARN");
	}

}
