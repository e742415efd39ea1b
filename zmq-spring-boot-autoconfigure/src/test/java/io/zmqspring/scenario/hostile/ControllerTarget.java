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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.socket.ZmqContext;

/**
 * A controller as the target, with its PUSH socket for work or its PULL socket for
 * results.
 */
final class ControllerTarget extends RoleTarget {

	private final PeerConnector quiet;

	private final ZmqController controller;

	private final boolean pull;

	ControllerTarget(ZmqContext context, PeerConnector connector, boolean pull) {
		this(context, connector, pull, Map.of());
	}

	ControllerTarget(ZmqContext context, PeerConnector connector, boolean pull, Map<String, String> further) {
		super(connector, pull ? "PUSH" : "PULL");
		this.pull = pull;
		this.quiet = PeerConnector.forBoundTarget(connector.transport());
		Map<String, String> settings = new HashMap<>();
		String pool = "workers.a.";
		settings.put(pool + (pull ? "pull.address" : "push.address"), connector.address());
		settings.put(pool + (pull ? "pull.bind" : "push.bind"), String.valueOf(connector.targetIsBound()));
		settings.put(pool + (pull ? "push.address" : "pull.address"), this.quiet.address());
		settings.put(pool + "push.linger", NO_LINGER);
		further.forEach((key, value) -> settings.put(pool + (pull ? "pull." : "push.") + key, value));
		this.controller = new ZmqController("target", bind(ControllerSettings.class, settings), context, JSON,
				new LoggingErrorHandler(), new LoggingDeadLetterHandler(), (event) -> {
				});
		this.controller.addResultHandler((from, result) -> recordReceived(new String(result, StandardCharsets.UTF_8)));
		this.controller.start();
	}

	@Override
	void sendOnce(GoodPeer peer, String text) throws IOException {
		if (this.pull) {
			peer.send(text);
		}
	}

	@Override
	boolean isReceived(GoodPeer peer, String text) throws IOException {
		if (this.pull) {
			return hasReceived(text);
		}
		// Sent repeatedly, because a hostile peer may receive work as well
		try {
			this.controller.send("a", text);
		}
		catch (ZmqTimeoutException ex) {
			// The handshake of the good peer may not be done yet
			return false;
		}
		return peer.receives(text, 5);
	}

	@Override
	ZmqRole role() {
		return this.controller;
	}

}
