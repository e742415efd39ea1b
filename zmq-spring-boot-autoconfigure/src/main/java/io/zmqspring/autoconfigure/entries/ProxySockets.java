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

package io.zmqspring.autoconfigure.entries;

import java.util.ArrayList;
import java.util.List;

import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;

/**
 * The sockets of a proxy.
 *
 * @param frontend the one that receives
 * @param outputs those that send: the backend, and the capture if there is one
 */
record ProxySockets(AddressUse frontend, List<AddressUse> outputs) {

	/**
	 * Return the sockets of a proxy.
	 * @param owner the key of the proxy below {@code zmq}
	 * @param settings its settings
	 * @return the sockets
	 */
	static ProxySockets of(String owner, ProxySettings settings) {
		boolean subscribes = settings.type() == ProxyType.PUB_SUB;
		List<AddressUse> outputs = new ArrayList<>();
		outputs.add(use(owner + ".backend", subscribes ? AddressUse.Socket.PUB : AddressUse.Socket.PUSH,
				settings.backend()));
		PipeSettings capture = settings.capture();
		if (capture != null) {
			outputs.add(use(owner + ".capture", AddressUse.Socket.PUB, capture));
		}
		return new ProxySockets(use(owner + ".frontend", subscribes ? AddressUse.Socket.SUB : AddressUse.Socket.PULL,
				settings.frontend()), outputs);
	}

	private static AddressUse use(String owner, AddressUse.Socket socket, PipeSettings pipe) {
		return AddressUse.of(owner, socket, pipe, ProxySettings.BINDS);
	}

}
