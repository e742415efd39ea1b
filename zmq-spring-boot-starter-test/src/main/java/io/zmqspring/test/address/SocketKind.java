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

package io.zmqspring.test.address;

import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;

/**
 * What a socket of an application does.
 *
 * @since 0.1
 */
public enum SocketKind {

	/** Publishes messages to all subscribers. */
	PUBLISH,

	/** Receives published messages. */
	SUBSCRIBE,

	/** Sends each message to one of its peers. */
	PUSH,

	/** Receives messages that were sent to one peer. */
	PULL;

	/**
	 * What the frontend of a proxy does.
	 * @param proxy the settings of the proxy
	 * @return the kind of the socket
	 * @throws IllegalStateException if the settings have no type
	 */
	static SocketKind ofFrontend(ProxySettings proxy) {
		return (proxy.type() == ProxyType.PUB_SUB) ? SUBSCRIBE : PULL;
	}

	/**
	 * What the backend of a proxy does.
	 * @param proxy the settings of the proxy
	 * @return the kind of the socket
	 * @throws IllegalStateException if the settings have no type
	 */
	static SocketKind ofBackend(ProxySettings proxy) {
		return (proxy.type() == ProxyType.PUB_SUB) ? PUBLISH : PUSH;
	}

}
