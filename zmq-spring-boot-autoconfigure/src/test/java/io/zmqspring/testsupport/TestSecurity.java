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

package io.zmqspring.testsupport;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.ZmqContext;

/**
 * The security of all sockets of a test, so that the same test runs with and without it.
 */
public enum TestSecurity {

	/** None. */
	NULL,

	/** All sockets use CURVE with the same key; the side that binds is the server. */
	CURVE;

	private static final String SECTION = "curve";

	private static final SecurityKeys KEYS = new SecurityKeys();

	/**
	 * Create a context with the keys.
	 * @return the context, to be closed by the test
	 */
	public ZmqContext context() {
		return new ZmqContext(ContextSettings.DEFAULTS, settings());
	}

	/**
	 * The settings of a context with the keys.
	 * @return the settings
	 */
	public SecuritySettings settings() {
		return (this == CURVE) ? KEYS.settings(SecuritySettings.DEFAULTS) : SecuritySettings.DEFAULTS;
	}

	/**
	 * The name of the section that roles of a context use.
	 * @param context the context
	 * @return the name, {@code null} if the context has no keys
	 */
	public static @Nullable String section(ZmqContext context) {
		return context.security().curve().containsKey(SECTION) ? SECTION : null;
	}

	/**
	 * The security of a socket.
	 * @param bind whether it binds
	 * @return the security, {@code null} for none
	 */
	public SocketSettings.@Nullable Security of(boolean bind) {
		return (this == CURVE) ? new SocketSettings.Security(SECTION, bind ? SecurityRole.SERVER : SecurityRole.CLIENT)
				: null;
	}

	/**
	 * Add the keys to the settings of an application, and let all its sockets use them.
	 * @param properties settings, {@code key=value}
	 * @return the settings with those of the security
	 */
	public String[] applyTo(String... properties) {
		if (this == NULL) {
			return properties;
		}
		Stream<String> sockets = Stream.of(properties).flatMap((property) -> {
			String key = property.substring(0, property.indexOf('='));
			return isAddress(key) ? Stream.of(property, securityKey(key) + "=" + SECTION) : Stream.of(property);
		});
		return Stream.of(sockets, KEYS.curveProperties().stream()).flatMap((all) -> all).toArray(String[]::new);
	}

	/**
	 * Let all sockets of a role use the keys.
	 * @param settings the settings of the role by key
	 */
	public void applyTo(Map<String, String> settings) {
		if (this == CURVE) {
			List.copyOf(settings.keySet())
				.stream()
				.filter(TestSecurity::isAddress)
				.forEach((key) -> settings.put(securityKey(key), SECTION));
		}
	}

	private static boolean isAddress(String key) {
		return key.endsWith("address");
	}

	private static String securityKey(String addressKey) {
		return addressKey.substring(0, addressKey.length() - "address".length()) + "security";
	}

	/**
	 * Let a plain JeroMQ socket use the keys.
	 * @param socket the socket, neither bound nor connected
	 * @param bind whether it will bind
	 */
	public void applyTo(ZMQ.Socket socket, boolean bind) {
		if (this == CURVE) {
			KEYS.applyCurve(socket, bind);
		}
	}

}
