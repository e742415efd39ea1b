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

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.worker.ZmqWorker;

/**
 * A worker under attack, on the socket it pulls work from or the one it pushes results
 * to. Its other socket has a good peer only.
 */
final class AttackedWorker extends AttackedRole {

	private final Entrance quiet = Entrance.bound();

	private final ZmqWorker worker;

	private final boolean pull;

	private final GoodPeer other;

	AttackedWorker(ZmqContext context, Entrance entrance, boolean pull) throws IOException {
		super(entrance, pull ? "PUSH" : "PULL");
		this.pull = pull;
		Map<String, String> settings = new HashMap<>();
		settings.put(pull ? "pull.address" : "push.address", entrance.address());
		settings.put(pull ? "pull.bind" : "push.bind", String.valueOf(entrance.isBound()));
		settings.put(pull ? "push.address" : "pull.address", this.quiet.address());
		settings.put(pull ? "push.bind" : "pull.bind", "true");
		this.worker = new ZmqWorker("attacked", bind(WorkerSettings.class, settings), context, JSON,
				new LoggingErrorHandler(), false, (event) -> {
				});
		this.worker.setWorkHandler((work) -> work);
		this.worker.start();
		this.other = GoodPeer.meet(this.quiet, pull ? "PULL" : "PUSH");
	}

	@Override
	void begin(GoodPeer peer, String text) throws IOException {
		if (this.pull) {
			peer.send(text);
		}
	}

	@Override
	boolean isServed(GoodPeer peer, String text) throws IOException {
		if (this.pull) {
			return this.other.receives(text, 20);
		}
		// A hostile peer that looks like a controller gets results too
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
