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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SettingChecks;
import io.zmqspring.settings.SettingText;

/**
 * What peers may do before they are known, for every socket, bound from
 * {@code zmq.security}. Immutable.
 *
 * @param handshakeTimeout Longest time from the connection to the end of the ZeroMQ
 * handshake, after which the connection is closed.
 * @param maxHandshakesPerSecond Most handshakes of a socket that binds per second; the
 * handshakes of further peers wait, the newest goes first; 0 for no limit.
 * @param maxConnectionsPerAddress Most connections at the same time from one IP address
 * to a socket that binds, 0 for no limit. Connections over ipc have no IP address.
 * @param openSockets What happens if a socket without security binds an address that
 * other machines can reach.
 * @param allowAddresses IP addresses and ranges that may connect to tcp addresses that
 * are bound; empty = all.
 * @param denyAddresses IP addresses and ranges that may not connect to tcp addresses that
 * are bound.
 * @param curveProvider Library that encrypts with CURVE.
 * @param curve Keys of CURVE, referred to by name.
 * @param plain Users and passwords of PLAIN, referred to by name.
 * @since 0.1
 */
public record SecuritySettings(@DefaultValue("10s") Duration handshakeTimeout,
		@DefaultValue("200") int maxHandshakesPerSecond, @DefaultValue("0") int maxConnectionsPerAddress,
		@DefaultValue("warn") OpenSockets openSockets, @DefaultValue List<String> allowAddresses,
		@DefaultValue List<String> denyAddresses, @DefaultValue("auto") CurveProvider curveProvider,
		@DefaultValue Map<String, CurveSettings> curve, @DefaultValue Map<String, PlainSettings> plain) {

	/** The values of an empty {@code zmq.security} section. */
	public static final SecuritySettings DEFAULTS = limits(Duration.ofSeconds(10), 200, 0);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if a value is out of range
	 */
	public SecuritySettings {
		SettingChecks.checkDuration("handshake-timeout", handshakeTimeout, 1);
		SettingChecks.checkCount("max-handshakes-per-second", maxHandshakesPerSecond);
		SettingChecks.checkCount("max-connections-per-address", maxConnectionsPerAddress);
		allowAddresses = List.copyOf(allowAddresses);
		denyAddresses = List.copyOf(denyAddresses);
		AddressRules.of(allowAddresses, denyAddresses);
		for (String name : plain.keySet()) {
			if (curve.containsKey(name)) {
				throw new InvalidSettingException("plain." + name, null, "has the name of curve." + name,
						"Rename one of the two.");
			}
		}
		curve = Collections.unmodifiableMap(new TreeMap<>(curve));
		plain = Collections.unmodifiableMap(new TreeMap<>(plain));
	}

	/**
	 * Settings without keys and users.
	 * @param handshakeTimeout the longest handshake
	 * @param maxHandshakesPerSecond handshakes of a socket that binds
	 * @param maxConnectionsPerAddress peers of one IP address
	 * @return the settings
	 */
	public static SecuritySettings limits(Duration handshakeTimeout, int maxHandshakesPerSecond,
			int maxConnectionsPerAddress) {
		return new SecuritySettings(handshakeTimeout, maxHandshakesPerSecond, maxConnectionsPerAddress,
				OpenSockets.WARN, List.of(), List.of(), CurveProvider.AUTO, Map.of(), Map.of());
	}

	/**
	 * The same settings with keys of CURVE.
	 * @param name their name
	 * @param settings the keys
	 * @return the settings
	 */
	public SecuritySettings withCurve(String name, CurveSettings settings) {
		Map<String, CurveSettings> all = new TreeMap<>(this.curve);
		all.put(name, settings);
		return new SecuritySettings(this.handshakeTimeout, this.maxHandshakesPerSecond, this.maxConnectionsPerAddress,
				this.openSockets, this.allowAddresses, this.denyAddresses, this.curveProvider, all, this.plain);
	}

	/**
	 * The same settings with users of PLAIN.
	 * @param name their name
	 * @param settings the users
	 * @return the settings
	 */
	public SecuritySettings withPlain(String name, PlainSettings settings) {
		Map<String, PlainSettings> all = new TreeMap<>(this.plain);
		all.put(name, settings);
		return new SecuritySettings(this.handshakeTimeout, this.maxHandshakesPerSecond, this.maxConnectionsPerAddress,
				this.openSockets, this.allowAddresses, this.denyAddresses, this.curveProvider, this.curve, all);
	}

	/**
	 * The same settings with other rules for the addresses of peers.
	 * @param allowed the ranges that may connect, empty for all
	 * @param denied the ranges that may not
	 * @return the settings
	 */
	public SecuritySettings withAddresses(List<String> allowed, List<String> denied) {
		return new SecuritySettings(this.handshakeTimeout, this.maxHandshakesPerSecond, this.maxConnectionsPerAddress,
				this.openSockets, allowed, denied, this.curveProvider, this.curve, this.plain);
	}

	/**
	 * The rules for the addresses of the peers of a socket: all of them apply to peers
	 * that have an IP address.
	 * @param section the section of {@code curve} or {@code plain} that it uses,
	 * {@code null} for none
	 * @return the rules
	 */
	public List<AddressRules> addressRules(@Nullable String section) {
		List<AddressRules> rules = new ArrayList<>();
		rules.add(AddressRules.of(this.allowAddresses, this.denyAddresses));
		if (section != null) {
			rules.add(addressRulesOf(section));
		}
		return rules.stream().filter((rule) -> !rule.isEmpty()).toList();
	}

	/**
	 * The rules of a section alone, without those for all sockets.
	 * @param section a section of {@code curve} or {@code plain}
	 * @return its rules, empty if there is no such section
	 */
	public AddressRules addressRulesOf(String section) {
		CurveSettings curveSettings = this.curve.get(section);
		if (curveSettings != null) {
			return AddressRules.of(curveSettings.allowAddresses(), curveSettings.denyAddresses());
		}
		PlainSettings plainSettings = this.plain.get(section);
		return (plainSettings != null) ? AddressRules.of(plainSettings.allowAddresses(), plainSettings.denyAddresses())
				: AddressRules.of(List.of(), List.of());
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return "SecuritySettings[handshake-timeout=" + SettingText.of(this.handshakeTimeout)
				+ ", max-handshakes-per-second=" + this.maxHandshakesPerSecond + ", max-connections-per-address="
				+ this.maxConnectionsPerAddress + ", open-sockets=" + this.openSockets + ", allow-addresses="
				+ this.allowAddresses + ", deny-addresses=" + this.denyAddresses + ", curve-provider="
				+ this.curveProvider + ", curve=" + this.curve.keySet() + ", plain=" + this.plain.keySet() + "]";
	}

}
