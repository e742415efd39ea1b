package io.zmqspring.settings;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads the keys {@code address} and {@code port}, which every role has.
 */
final class Addresses {

	private Addresses() {
	}

	static List<Endpoint> parse(@Nullable List<String> addresses, @Nullable Integer port) {
		List<Endpoint> endpoints = new ArrayList<>();
		for (String address : (addresses != null) ? addresses : List.<String>of()) {
			if (!address.isBlank()) {
				endpoints.add(Endpoint.parse(address.trim(), port));
			}
		}
		if (port != null && endpoints.size() > 1) {
			throw new InvalidSettingException("port", port, "stands beside several addresses",
					"Write the port into each address.");
		}
		return endpoints;
	}

}
