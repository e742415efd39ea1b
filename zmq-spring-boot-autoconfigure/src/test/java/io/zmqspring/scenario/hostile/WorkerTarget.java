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

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.worker.ZmqWorker;

/**
 * A worker as the target, with its PULL socket for work or its PUSH socket for results.
 * Its other socket has a good peer only.
 */
final class WorkerTarget extends RoleTarget {

	private final PeerConnector quiet;

	private final ZmqWorker worker;

	private final boolean pull;

	private final GoodPeer other;

	WorkerTarget(ZmqContext context, PeerConnector connector, boolean pull) throws IOException {
		this(context, connector, pull, Map.of());
	}

	WorkerTarget(ZmqContext context, PeerConnector connector, boolean pull, Map<String, String> further)
			throws IOException {
		super(connector, pull ? "PUSH" : "PULL");
		this.pull = pull;
		this.quiet = PeerConnector.forBoundTarget(connector.transport());
		Map<String, String> settings = new HashMap<>();
		settings.put(pull ? "pull.address" : "push.address", connector.address());
		settings.put(pull ? "pull.bind" : "push.bind", String.valueOf(connector.targetIsBound()));
		settings.put(pull ? "push.address" : "pull.address", this.quiet.address());
		settings.put(pull ? "push.bind" : "pull.bind", "true");
		settings.put("push.linger", NO_LINGER);
		further.forEach((key, value) -> settings.put((pull ? "pull." : "push.") + key, value));
		this.worker = new ZmqWorker("target", bind(WorkerSettings.class, settings), context, JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		this.worker.setWorkHandler((work) -> {
			if (pull) {
				recordReceived(new String(work, StandardCharsets.UTF_8));
			}
			return work;
		});
		this.worker.start();
		this.other = GoodPeer.connect(this.quiet, pull ? "PULL" : "PUSH");
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
			return this.other.receives(text, 20);
		}
		// Sent repeatedly, because a hostile peer may receive results as well
		this.other.send(text);
		return peer.receives(text, 5);
	}

	@Override
	ZmqRole role() {
		return this.worker;
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.other.close();
	}

}
