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

package io.zmqspring.socket.guard;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that JeroMQ may read, and others.
 */
class CommandCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "\4PING\0\0", "\4PING\0\1context", "\4PONG", "\4PONGcontext", "\11SUBSCRIBEtopic",
			"\6CANCEL", "\4JOINgroup", "\5LEAVEgroup" })
	void acceptsTraffic(String command) {
		assertThat(accepts(command, false)).isTrue();
		assertThat(accepts(command, true)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\0", "\0PING\0\0", "\4PING", "\4PING\0", "\4PIN", "\5PING\0", "\4PINX\0\0",
			"\4ping\0\0", "\11SUBSCRIBX", "\377PING", "\5READY", "\5ERROR\003500", "\5HELLO" })
	void refusesMalformedTraffic(String command) {
		assertThat(accepts(command, false)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\5READY", "\5READY\13Socket-Type\0\0\0\3PUB",
			"\5READY\13Socket-Type\0\0\0\0\10Identity\0\0\0\1x", "\5ERROR\0", "\5ERROR\003400" })
	void acceptsHandshakes(String command) {
		assertThat(accepts(command, true)).isTrue();
		assertThat(accepts(command, false)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\5READX", "\5READY\13", "\5READY\0\0\0\0\0", "\5READY\13Socket-Type\0\0\0",
			"\5READY\13Socket-Type\0\0\0\4PUB", "\5READY\13Socket-Type\377\377\377\377PUB",
			"\5READY\14Peer-Address\0\0\0\1x", "\5READY\14peer-address\0\0\0\1x", "\5ERROR", "\5ERROR\004400",
			"\5ERROR\003400x", "\5HELLO" })
	void refusesMalformedHandshakes(String command) {
		assertThat(accepts(command, true)).isFalse();
	}

	private static boolean accepts(String command, boolean handshake) {
		return CommandCheck.isAcceptable(command.getBytes(StandardCharsets.ISO_8859_1), handshake);
	}

}
