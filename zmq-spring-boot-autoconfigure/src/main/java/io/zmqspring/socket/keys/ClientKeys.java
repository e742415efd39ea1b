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

package io.zmqspring.socket.keys;

import java.util.List;

import io.zmqspring.security.CurveKey;
import io.zmqspring.socket.crypto.CurveKeyPair;

/**
 * The keys of a client at one moment. Immutable.
 *
 * @param own the key of this side
 * @param servers the keys that the server may have, the most likely one first
 * @since 0.1
 */
public record ClientKeys(CurveKeyPair own, List<CurveKey> servers) implements OwnKeys {

	public ClientKeys {
		servers = List.copyOf(servers);
	}

	@Override
	public void wipe() {
		this.own.wipe();
	}

}
