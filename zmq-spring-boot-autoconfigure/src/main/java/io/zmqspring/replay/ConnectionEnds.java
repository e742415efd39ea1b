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

package io.zmqspring.replay;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Tells which connections of a {@link ReplayServer} have ended.
 *
 * @param ended receives the {@linkplain io.zmqspring.socket.Frames#connectionName() name}
 * of each connection that has ended
 */
record ConnectionEnds(Consumer<String> ended) {

	private static final String TCP = "tcp://";

	/**
	 * Take note of an event of a connection.
	 * @param event the event
	 */
	void onEvent(SocketEvent event) {
		String remote = event.remote();
		if (event.kind() == SocketEvent.Kind.DISCONNECTED && remote != null) {
			this.ended.accept(connection(remote));
		}
	}

	// Messages and events write IPv6 addresses in different ways
	static String connection(String remote) {
		int colon = remote.lastIndexOf(':');
		if (!remote.startsWith(TCP) || colon < TCP.length()) {
			return remote;
		}
		String host = remote.substring(TCP.length(), colon);
		try {
			return InetAddress.getByName(host).getHostAddress() + remote.substring(colon);
		}
		catch (UnknownHostException ex) {
			return host + remote.substring(colon);
		}
	}

}
