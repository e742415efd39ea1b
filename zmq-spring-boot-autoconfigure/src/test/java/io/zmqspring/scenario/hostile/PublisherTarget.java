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

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;

/**
 * A publisher as the target.
 */
final class PublisherTarget extends RoleTarget {

	private final ZmqPublisher publisher;

	PublisherTarget(ZmqContext context, PeerConnector connector, Map<String, String> further) {
		super(connector, "SUB");
		Map<String, String> settings = new HashMap<>(further);
		settings.putIfAbsent("linger", NO_LINGER);
		settings.put("address", connector.address());
		settings.put("bind", String.valueOf(connector.targetIsBound()));
		this.publisher = new ZmqPublisher("target", bind(PublisherSettings.class, settings), context, JSON, (event) -> {
		});
		this.publisher.start();
	}

	@Override
	void prepare(GoodPeer peer) throws IOException {
		peer.subscribe(TOPIC);
	}

	@Override
	boolean isReceived(GoodPeer peer, String text) throws IOException {
		this.publisher.publish(text, TOPIC);
		return peer.receives(text, 5);
	}

	@Override
	String intrusion() {
		return this.publisher.hasSubscriber(SecureAttack.FORGED) ? "a forged subscription was accepted" : "";
	}

	@Override
	ZmqRole role() {
		return this.publisher;
	}

}
