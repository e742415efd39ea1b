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

/**
 * The state of an endpoint that a socket connects to.
 *
 * <table>
 * <caption>Transitions; a combination that is not listed leaves the state
 * unchanged</caption>
 * <tr>
 * <th>event</th>
 * <th>from</th>
 * <th>to</th>
 * </tr>
 * <tr>
 * <td>CONNECT</td>
 * <td>every state</td>
 * <td>CONNECTING</td>
 * </tr>
 * <tr>
 * <td>CONNECTED</td>
 * <td>every state</td>
 * <td>CONNECTED</td>
 * </tr>
 * <tr>
 * <td>HANDSHAKEN</td>
 * <td>CONNECTED</td>
 * <td>READY</td>
 * </tr>
 * <tr>
 * <td>DISCONNECTED</td>
 * <td>CONNECTING, CONNECTED, READY</td>
 * <td>DISCONNECTED</td>
 * </tr>
 * <tr>
 * <td>RETRIED</td>
 * <td>DISCONNECTED</td>
 * <td>CONNECTING</td>
 * </tr>
 * <tr>
 * <td>GIVEN_UP</td>
 * <td>DISCONNECTED</td>
 * <td>FAILED</td>
 * </tr>
 * <tr>
 * <td>HOST_MOVED</td>
 * <td>CONNECTING, DISCONNECTED</td>
 * <td>FAILED</td>
 * </tr>
 * <tr>
 * <td>CONNECT_FAILED</td>
 * <td>every state but NEW</td>
 * <td>FAILED</td>
 * </tr>
 * </table>
 */
enum EndpointState {

	/** The engine has not got an address to connect to yet. */
	NEW,

	/** The engine tries to connect, and repeats it until it succeeds. */
	CONNECTING,

	/** TCP is connected, the handshake is not complete. */
	CONNECTED,

	/** The handshake is complete: messages flow. */
	READY,

	/** The connection was lost; it is not known yet whether the engine retries. */
	DISCONNECTED,

	/** The engine will not connect again, or not to the right address. */
	FAILED;

	/**
	 * The state after an event.
	 * @param event the event
	 * @return the next state, the same one if the event does not matter here
	 */
	EndpointState after(Event event) {
		return switch (event) {
			case CONNECT -> CONNECTING;
			case CONNECTED -> CONNECTED;
			// With several I/O threads HANDSHAKEN may come before CONNECTED
			case HANDSHAKEN -> (this == CONNECTED) ? READY : this;
			case DISCONNECTED -> (this == NEW || this == FAILED) ? this : DISCONNECTED;
			case RETRIED -> (this == DISCONNECTED) ? CONNECTING : this;
			case GIVEN_UP -> (this == DISCONNECTED) ? FAILED : this;
			case HOST_MOVED -> (this == CONNECTING || this == DISCONNECTED) ? FAILED : this;
			case CONNECT_FAILED -> (this == NEW) ? this : FAILED;
		};
	}

	/**
	 * What can happen to an endpoint.
	 */
	enum Event {

		/** The engine gets an address to connect to. */
		CONNECT,

		/** The engine reports that TCP is connected. */
		CONNECTED,

		/** The engine reports that the handshake is complete. */
		HANDSHAKEN,

		/** The engine reports that the connection was lost. */
		DISCONNECTED,

		/** The engine reports that it tries again. */
		RETRIED,

		/** The engine has had time to try again, and has not. */
		GIVEN_UP,

		/** The host name resolves to another address than the engine has got. */
		HOST_MOVED,

		/** The engine has refused to connect. */
		CONNECT_FAILED

	}

}
