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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.support.SecretText;

/**
 * Users and passwords of PLAIN, bound from {@code zmq.security.plain.<name>}. They are
 * sent in clear text. Immutable.
 *
 * @param username Name of the user, for clients.
 * @param password Password of the user, for clients.
 * @param users Passwords of the users that a server lets in, by name.
 * @param allowAddresses IP addresses and ranges that may connect to sockets that bind
 * with these users; empty = all.
 * @param denyAddresses IP addresses and ranges that may not.
 * @since 0.1
 */
public record PlainSettings(@Nullable String username, @Nullable String password,
		@DefaultValue Map<String, String> users, @DefaultValue List<String> allowAddresses,
		@DefaultValue List<String> denyAddresses) {

	/**
	 * Create the settings.
	 */
	public PlainSettings {
		username = StringUtils.hasText(username) ? username : null;
		password = StringUtils.hasText(password) ? password : null;
		users = Map.copyOf(users);
		allowAddresses = List.copyOf(allowAddresses);
		denyAddresses = List.copyOf(denyAddresses);
		AddressRules.of(allowAddresses, denyAddresses);
	}

	/**
	 * The settings without passwords.
	 * @return the names of the users
	 */
	@Override
	public String toString() {
		return "PlainSettings[username=" + this.username + ", password=" + SecretText.HIDDEN + ", users="
				+ this.users.keySet() + ", allow-addresses=" + this.allowAddresses + ", deny-addresses="
				+ this.denyAddresses + "]";
	}

}
