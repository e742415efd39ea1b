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

import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.InvalidSettingException;

/**
 * The addresses from which peers may connect. Immutable.
 *
 * @param allowed the ranges that may connect, empty for all
 * @param denied the ranges that may not, also if they are allowed
 * @since 0.1
 */
public record AddressRules(List<AddressRange> allowed, List<AddressRange> denied) {

	/**
	 * Create the rules.
	 */
	public AddressRules {
		allowed = List.copyOf(allowed);
		denied = List.copyOf(denied);
	}

	/**
	 * Read the settings {@code allow-addresses} and {@code deny-addresses}.
	 * @param allowed the ranges that may connect, empty for all
	 * @param denied the ranges that may not
	 * @return the rules
	 * @throws InvalidSettingException if a range is not valid
	 */
	public static AddressRules of(List<String> allowed, List<String> denied) {
		return new AddressRules(ranges("allow-addresses", allowed), ranges("deny-addresses", denied));
	}

	private static List<AddressRange> ranges(String key, List<String> texts) {
		return texts.stream().map((text) -> range(key, text)).toList();
	}

	private static AddressRange range(String key, String text) {
		try {
			return AddressRange.parse(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(key, text, String.valueOf(ex.getMessage()),
					"Write CIDR ranges such as 10.0.0.0/8 or 2001:db8::/32, or single addresses such as 192.168.1.10.");
		}
	}

	/**
	 * Whether all addresses may connect.
	 * @return {@code true} without a range
	 */
	public boolean isEmpty() {
		return this.allowed.isEmpty() && this.denied.isEmpty();
	}

	/**
	 * Whether a peer may connect.
	 * @param address its address, {@code null} if it is not known
	 * @return {@code false} if it is denied, or not among those that are allowed
	 */
	public boolean accept(@Nullable InetAddress address) {
		if (address == null) {
			return isEmpty();
		}
		return this.denied.stream().noneMatch((range) -> range.contains(address))
				&& (this.allowed.isEmpty() || this.allowed.stream().anyMatch((range) -> range.contains(address)));
	}

}
