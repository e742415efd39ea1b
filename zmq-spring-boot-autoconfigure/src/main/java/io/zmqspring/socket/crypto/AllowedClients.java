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

package io.zmqspring.socket.crypto;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;

/**
 * The clients that a server lets in. Immutable: a change replaces the whole.
 *
 * @param names the names of the clients by key
 * @param anyClient whether clients with other keys are let in, too
 * @since 0.1
 */
public record AllowedClients(Map<CurveKey, String> names, boolean anyClient) {

	public AllowedClients {
		names = Map.copyOf(names);
	}

	/**
	 * Decide about a client.
	 * @param key the key that it has proved to have
	 * @return its name, its fingerprint if any client is allowed; {@code null} if it is
	 * not let in
	 */
	public @Nullable String name(CurveKey key) {
		String name = this.names.get(key);
		return (name != null || !this.anyClient) ? name : key.fingerprint();
	}

}
