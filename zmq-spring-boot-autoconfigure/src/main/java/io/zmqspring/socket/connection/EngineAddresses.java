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

package io.zmqspring.socket.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which configured address the engine means by an address. Guarded by the lock of the
 * {@link ConnectionTable}.
 */
final class EngineAddresses {

	private static final int MAX_FORMER = 100;

	private final Map<String, String> configured = new HashMap<>();

	private final Set<String> former = new LinkedHashSet<>();

	/**
	 * The engine connects to another address.
	 * @param engineAddress the address that the engine connects to
	 * @param address the configured address
	 */
	void rename(String engineAddress, String address) {
		forget(address);
		this.configured.put(engineAddress, address);
		this.former.remove(engineAddress);
	}

	/**
	 * The engine does not connect any more. Events that follow are late.
	 * @param address the configured address
	 */
	void forget(String address) {
		this.configured.forEach((engineAddress, known) -> {
			if (known.equals(address)) {
				this.former.add(engineAddress);
			}
		});
		this.configured.values().remove(address);
		if (this.former.size() > MAX_FORMER) {
			this.former.remove(this.former.iterator().next());
		}
	}

	/**
	 * The configured address of an address that the engine uses.
	 * @param engineAddress the address in an event of the engine
	 * @return the configured address
	 */
	String configured(String engineAddress) {
		return this.configured.getOrDefault(engineAddress, engineAddress);
	}

	/**
	 * Whether the engine used an address before, and uses another one now, or none.
	 * @param engineAddress the address in an event of the engine
	 * @return {@code true} if the event is late
	 */
	boolean isFormer(String engineAddress) {
		return this.former.contains(engineAddress);
	}

}
