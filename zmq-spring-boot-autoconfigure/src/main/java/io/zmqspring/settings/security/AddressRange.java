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

package io.zmqspring.settings.security;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in the notation of CIDR (RFC 4632 and 4291), such as
 * {@code 10.0.0.0/8} or {@code 2001:db8::/32}. An IPv4 address in the notation of IPv6
 * counts as the IPv4 address. Immutable.
 *
 * @param network the first address
 * @param prefix how many bits the addresses have in common
 * @since 0.1
 */
public record AddressRange(InetAddress network, int prefix) {

	private static final Pattern RANGE = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?");

	private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	// Nothing else that Java would look up as a name, and no zeros that others read as
	// octal
	private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

	private static final int MAPPED_BITS = 96;

	/**
	 * Read a range. Resolves no names.
	 * @param text the range, or a single address
	 * @return the range
	 * @throws IllegalArgumentException if it is not valid
	 */
	public static AddressRange parse(String text) {
		Matcher matcher = RANGE.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("is not a range of IP addresses");
		}
		InetAddress network = address(matcher.group(1));
		int bits = Byte.SIZE * network.getAddress().length;
		int prefix = bits;
		if (matcher.group(2) != null) {
			boolean mapped = network instanceof Inet4Address && matcher.group(1).contains(":");
			prefix = Integer.parseInt(matcher.group(2)) - (mapped ? MAPPED_BITS : 0);
		}
		if (prefix < 0 || prefix > bits) {
			throw new IllegalArgumentException("has a prefix that is not possible for this address");
		}
		InetAddress first = first(network, prefix);
		if (!first.equals(network)) {
			throw new IllegalArgumentException(
					"is not the first address of its range, which is " + new AddressRange(first, prefix));
		}
		return new AddressRange(network, prefix);
	}

	private static InetAddress address(String literal) {
		if (!literal.contains(":") && !IPV4.matcher(literal).matches()) {
			throw new IllegalArgumentException("has no valid IPv4 address");
		}
		try {
			// In brackets, it is never looked up as a name
			return InetAddress.getByName(literal.contains(":") ? "[" + literal + "]" : literal);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("has no valid IP address");
		}
	}

	private static InetAddress first(InetAddress address, int prefix) {
		byte[] bytes = address.getAddress();
		for (int bit = prefix; bit < Byte.SIZE * bytes.length; bit++) {
			bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
		}
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether an address belongs to the range.
	 * @param address the address
	 * @return {@code true} if it does
	 */
	public boolean contains(InetAddress address) {
		byte[] first = this.network.getAddress();
		byte[] bytes = address.getAddress();
		if (first.length != bytes.length) {
			return false;
		}
		int whole = this.prefix / Byte.SIZE;
		for (int i = 0; i < whole; i++) {
			if (first[i] != bytes[i]) {
				return false;
			}
		}
		int rest = this.prefix % Byte.SIZE;
		return rest == 0 || ((first[whole] ^ bytes[whole]) & 0xff00 >> rest & 0xff) == 0;
	}

	/**
	 * The range as users write it.
	 * @return such as {@code 10.0.0.0/8}
	 */
	@Override
	public String toString() {
		return this.network.getHostAddress() + "/" + this.prefix;
	}

}
