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
 * A controller under attack, on the socket it pushes work to or the one it pulls results
 * from.
 */
final class ControllerTarget extends RoleTarget {

	private final PeerConnector quiet = PeerConnector.forBoundTarget();

	private final ZmqController controller;

	private final boolean pull;

	ControllerTarget(ZmqContext context, PeerConnector connector, boolean pull) {
		super(connector, pull ? "PUSH" : "PULL");
		this.pull = pull;
		Map<String, String> settings = new HashMap<>();
		String pool = "workers.a.";
		settings.put(pool + (pull ? "pull.address" : "push.address"), connector.address());
		settings.put(pool + (pull ? "pull.bind" : "push.bind"), String.valueOf(connector.targetIsBound()));
		settings.put(pool + (pull ? "push.address" : "pull.address"), this.quiet.address());
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
	boolean isServed(GoodPeer peer, String text) throws IOException {
		if (this.pull) {
			return hasReceived(text);
		}
		// A hostile peer that looks like a worker gets work too
		try {
			this.controller.send("a", text);
		}
		catch (ZmqTimeoutException ex) {
			// its greeting may be taken for that of a hostile peer for a moment
			return false;
		}
		return peer.receives(text, 5);
	}

	@Override
	ZmqRole role() {
		return this.controller;
	}

}
