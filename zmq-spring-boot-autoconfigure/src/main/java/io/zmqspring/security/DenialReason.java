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

package io.zmqspring.security;

/**
 * Why a peer was denied, or why a server did not accept this side. A closed set, for
 * counters.
 *
 * @since 0.1
 */
public enum DenialReason {

	/** The key of the client is not among the clients that are allowed. */
	UNKNOWN_CLIENT("unknown-client", "its key is not among the clients that are allowed"),

	/** The key of a connected client was removed, or has another name. */
	REVOKED("revoked", "its key is no longer among the clients that are allowed, or has another name"),

	/** The client expects another key of the server. */
	WRONG_SERVER_KEY("wrong-server-key", "it has another public key for this server"),

	/** The user is unknown, or the password is wrong. */
	WRONG_CREDENTIALS("wrong-credentials", "its user is unknown or its password is wrong"),

	/** A {@link ZmqAuthorizer} has denied the peer. */
	NOT_AUTHORIZED("not-authorized", "an authorizer of the application denies it"),

	/** A {@link ZmqAuthorizer} has thrown an exception. */
	AUTHORIZER_FAILED("authorizer-failed", "an authorizer of the application has thrown an exception"),

	/** The IP address of the peer is not allowed. */
	ADDRESS_NOT_ALLOWED("address-not-allowed",
			"its address is not in allow-addresses, or is in deny-addresses, of zmq.security or of its section"),

	/** A command of the handshake or a message is not authentic, or was sent before. */
	FORGED("forged", "it sent something that was not sealed with the keys of this connection, or sent it again"),

	/** A command of the handshake is malformed, or not in its place. */
	MALFORMED("malformed", "it sent a malformed or unexpected command during the handshake"),

	/** The socket of the peer has a type that does not fit. */
	WRONG_SOCKET_TYPE("wrong-socket-type", "the type of its socket does not fit"),

	/** The client named another mechanism, or left when this side had named its own. */
	WRONG_MECHANISM("wrong-mechanism", "it probably uses another mechanism than this socket"),

	/** The handshake failed for a reason on this side. */
	FAILURE("failure", "this side failed to complete the handshake"),

	/** The server named another mechanism in its greeting. */
	OTHER_MECHANISM("other-mechanism", "the server probably requires another mechanism"),

	/** The server closed the connection before it has proved its key. */
	SERVER_KEY_UNPROVED("server-key-unproved", "the server does not have the key configured"),

	/** The server closed the connection after this side had shown who it is. */
	NOT_ALLOWED("not-allowed", "the server closed after INITIATE: it does not let our key in"),

	/** The server does not accept the user or the password. */
	CREDENTIALS_REFUSED("credentials-refused", "the server does not accept our username and password"),

	/** The server refused with an error. */
	REFUSED("refused", "the server refused the connection with an ERROR");

	private final String value;

	private final String sentence;

	DenialReason(String value, String sentence) {
		this.value = value;
		this.sentence = sentence;
	}

	/**
	 * The reason as the value of a tag.
	 * @return a text such as {@code unknown-client}
	 */
	public String value() {
		return this.value;
	}

	/**
	 * The reason for people.
	 * @return a sentence without a full stop
	 */
	public String sentence() {
		return this.sentence;
	}

}
