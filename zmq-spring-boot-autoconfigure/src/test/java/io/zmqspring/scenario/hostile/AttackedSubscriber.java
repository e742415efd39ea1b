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
