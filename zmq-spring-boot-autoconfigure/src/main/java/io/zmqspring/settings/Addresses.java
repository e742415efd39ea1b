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
			throw new InvalidSettingException("port", port, "cannot be combined with several addresses",
					"Write the port into each address.");
		}
		return endpoints;
	}

}
