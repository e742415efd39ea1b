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

package io.zmqspring.sample.line;

import java.util.List;
import java.util.function.Supplier;

import org.zeromq.ZMQ;

/**
 * The end of a line at one role. Not thread-safe.
 */
class LineEnd {

	private final ZMQ.Socket socket;

	private final Supplier<List<String>> addresses;

	private List<String> connected = List.of();

	/**
	 * Create an end.
	 * @param socket the socket of the line
	 * @param addresses supplies the addresses to which the role has bound, none while it
	 * is stopped
	 */
	LineEnd(ZMQ.Socket socket, Supplier<List<String>> addresses) {
		this.socket = socket;
		this.addresses = addresses;
	}

	/**
	 * Connect to the present addresses, if they have changed.
	 */
	void follow() {
		List<String> bound = this.addresses.get();
		if (!bound.equals(this.connected)) {
			this.connected.forEach(this.socket::disconnect);
			bound.forEach(this.socket::connect);
			this.connected = bound;
		}
	}

}
