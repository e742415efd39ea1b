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

package io.zmqspring.socket.connection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.socket.connection.EndpointState.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transitions of an endpoint that a socket connects to: one line for each event, one
 * column for each state.
 */
class EndpointStateTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
			event          | NEW        | CONNECTING   | CONNECTED    | READY        | DISCONNECTED | FAILED
			CONNECT        | CONNECTING | CONNECTING   | CONNECTING   | CONNECTING   | CONNECTING   | CONNECTING
			CONNECTED      | CONNECTED  | CONNECTED    | CONNECTED    | CONNECTED    | CONNECTED    | CONNECTED
			HANDSHAKEN     | NEW        | CONNECTING   | READY        | READY        | DISCONNECTED | FAILED
			DISCONNECTED   | NEW        | DISCONNECTED | DISCONNECTED | DISCONNECTED | DISCONNECTED | FAILED
			RETRIED        | NEW        | CONNECTING   | CONNECTED    | READY        | CONNECTING   | FAILED
			GIVEN_UP       | NEW        | CONNECTING   | CONNECTED    | READY        | FAILED       | FAILED
			HOST_MOVED     | NEW        | FAILED       | CONNECTED    | READY        | FAILED       | FAILED
			CONNECT_FAILED | NEW        | FAILED       | FAILED       | FAILED       | FAILED       | FAILED
			""")
	void eventLeadsFromEachStateTo(Event event, EndpointState fromNew, EndpointState fromConnecting,
			EndpointState fromConnected, EndpointState fromReady, EndpointState fromDisconnected,
			EndpointState fromFailed) {
		assertThat(EndpointState.values()).extracting((state) -> state.after(event))
			.containsExactly(fromNew, fromConnecting, fromConnected, fromReady, fromDisconnected, fromFailed);
	}

}
