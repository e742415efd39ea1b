package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;

/**
 * A publisher under attack.
 */
final class AttackedPublisher extends AttackedRole {

	private final ZmqPublisher publisher;

	AttackedPublisher(ZmqContext context, Entrance entrance, Map<String, String> further) {
		super(entrance, "SUB");
		Map<String, String> settings = new HashMap<>(further);
		settings.put("address", entrance.address());
		settings.put("bind", String.valueOf(entrance.isBound()));
		this.publisher = new ZmqPublisher("attacked", bind(PublisherSettings.class, settings), context, JSON,
				(event) -> {
				});
		this.publisher.start();
	}

	@Override
	void greet(GoodPeer peer) throws IOException {
		peer.subscribe(TOPIC);
	}

	@Override
	boolean isServed(GoodPeer peer, String text) throws IOException {
		this.publisher.publish(text, TOPIC);
		return peer.receives(text, 5);
	}

	@Override
	ZmqRole role() {
		return this.publisher;
	}

}
