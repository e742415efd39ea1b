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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.socket.ZmqContext;

/**
 * A proxy as the target, with its frontend or its backend. Its other socket has a good
 * peer only, to or from which the messages of the other good peer are forwarded, and no
 * security.
 */
final class ProxyTarget extends RoleTarget {

	private final ZmqProxy proxy;

	private final boolean subscribes;

	private final boolean frontend;

	private final GoodPeer other;

	ProxyTarget(ZmqContext context, PeerConnector connector, ProxyType type, boolean frontend,
			Map<String, String> further) throws IOException {
		super(connector, peerType(type, frontend));
		this.subscribes = type == ProxyType.PUB_SUB;
		this.frontend = frontend;
		String attacked = frontend ? "frontend." : "backend.";
		String quiet = frontend ? "backend." : "frontend.";
		PeerConnector quietConnector = PeerConnector.forBoundTarget(connector.transport());
		Map<String, String> settings = new HashMap<>();
		settings.put("type", type.name());
		settings.put(attacked + "address", connector.address());
		settings.put(attacked + "bind", String.valueOf(connector.targetIsBound()));
		settings.put(quiet + "address", quietConnector.address());
		// The good peer answers no ping while it only sends
		settings.put(quiet + "socket.heartbeat-interval", "0");
		settings.put("backend.linger", NO_LINGER);
		further.forEach((key, value) -> settings.put(attacked + key, value));
		this.proxy = new ZmqProxy("target", bind(ProxySettings.class, settings), context, (event) -> {
		});
		this.proxy.start();
		this.other = GoodPeer.connect(quietConnector, peerType(type, !frontend));
		prepare(this.other, !frontend);
	}

	private static String peerType(ProxyType type, boolean frontend) {
		if (type == ProxyType.PUB_SUB) {
			return frontend ? "PUB" : "SUB";
		}
		return frontend ? "PUSH" : "PULL";
	}

	@Override
	void prepare(GoodPeer peer) throws IOException {
		prepare(peer, this.frontend);
	}

	private void prepare(GoodPeer peer, boolean sends) throws IOException {
		if (this.subscribes && !sends) {
			peer.subscribe(TOPIC);
		}
	}

	private void send(GoodPeer peer, String text) throws IOException {
		if (this.subscribes) {
			peer.send(TOPIC, text);
		}
		else {
			peer.send(text);
		}
	}

	@Override
	void sendOnce(GoodPeer peer, String text) throws IOException {
		if (this.frontend) {
			send(peer, text);
		}
	}

	@Override
	boolean isReceived(GoodPeer peer, String text) throws IOException {
		if (this.frontend) {
			return this.other.receives(text, 20, this::recordReceived);
		}
		readSubscriptions();
		// Sent repeatedly, because a hostile peer may receive it as well
		send(this.other, text);
		return peer.receives(text, 5);
	}

	// They have travelled to the publisher
	private void readSubscriptions() throws IOException {
		if (this.subscribes) {
			this.other.receives("not the text of any message", 1, (frame) -> {
				if (frame.startsWith("\1")) {
					recordReceived(frame.substring(1));
				}
			});
		}
	}

	@Override
	ZmqRole role() {
		return this.proxy;
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.other.close();
	}

}
