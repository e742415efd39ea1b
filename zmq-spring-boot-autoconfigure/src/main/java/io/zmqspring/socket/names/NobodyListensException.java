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

package io.zmqspring.socket.names;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * None of the addresses of a host accepts connections now.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class NobodyListensException extends IOException {

	private final String addresses;

	NobodyListensException(String host, List<InetAddress> addresses) {
		super("None of the addresses of '" + host + "' accepts connections: " + text(addresses));
		this.addresses = text(addresses);
	}

	private static String text(List<InetAddress> addresses) {
		return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
	}

	/**
	 * The addresses that were tried.
	 * @return the IP addresses, separated by commas
	 */
	public String addresses() {
		return this.addresses;
	}

}
