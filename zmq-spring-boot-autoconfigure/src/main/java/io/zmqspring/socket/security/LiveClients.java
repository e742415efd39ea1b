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

package io.zmqspring.socket.security;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The clients of a section that are connected. A client is in it until its connection
 * ends; of an engine that has failed, and so ends no connection, until that is garbage.
 * Thread-safe.
 */
final class LiveClients {

	private final Set<CurveServer> clients = Collections.newSetFromMap(new WeakHashMap<>());

	synchronized void add(CurveServer client) {
		this.clients.add(client);
	}

	synchronized void remove(CurveServer client) {
		this.clients.remove(client);
	}

	synchronized List<CurveServer> all() {
		return List.copyOf(this.clients);
	}

	/**
	 * End the connections of clients that are not allowed any more.
	 */
	void endRevoked() {
		all().forEach(CurveServer::endIfRevoked);
	}

}
