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
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * A subscriber as the target.
 */
final class SubscriberTarget extends RoleTarget {

	private final ZmqSubscriber subscriber;

	SubscriberTarget(ZmqContext context, PeerConnector connector, Map<String, String> further) {
		super(connector, "PUB");
		Map<String, String> settings = new HashMap<>(further);
		settings.put("address", connector.address());
		settings.put("bind", String.valueOf(connector.targetIsBound()));
		settings.put("topics", "*");
		this.subscriber = new ZmqSubscriber("target", bind(SubscriberSettings.class, settings), context, JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		this.subscriber.addHandler(TOPIC,
				(topic, payload) -> recordReceived(new String(payload, StandardCharsets.UTF_8)));
		this.subscriber.start();
	}

	@Override
	void sendOnce(GoodPeer peer, String text) throws IOException {
		peer.send(TOPIC, text);
	}

	@Override
	boolean isReceived(GoodPeer peer, String text) {
		return hasReceived(text);
	}

	@Override
	ZmqRole role() {
		return this.subscriber;
	}

}
