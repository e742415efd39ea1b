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
 * A subscriber under attack.
 */
final class AttackedSubscriber extends AttackedRole {

	private final ZmqSubscriber subscriber;

	AttackedSubscriber(ZmqContext context, Entrance entrance, Map<String, String> further) {
		super(entrance, "PUB");
		Map<String, String> settings = new HashMap<>(further);
		settings.put("address", entrance.address());
		settings.put("bind", String.valueOf(entrance.isBound()));
		settings.put("topics", "*");
		this.subscriber = new ZmqSubscriber("attacked", bind(SubscriberSettings.class, settings), context, JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		this.subscriber.addHandler(TOPIC, (topic, payload) -> arrived(new String(payload, StandardCharsets.UTF_8)));
		this.subscriber.start();
	}

	@Override
	void begin(GoodPeer peer, String text) throws IOException {
		peer.send(TOPIC, text);
	}

	@Override
	boolean isServed(GoodPeer peer, String text) {
		return hasArrived(text);
	}

	@Override
	ZmqRole role() {
		return this.subscriber;
	}

}
