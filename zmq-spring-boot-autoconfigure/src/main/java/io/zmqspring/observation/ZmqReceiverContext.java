package io.zmqspring.observation;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.zmqspring.role.ObservedMessage;

/**
 * The handling of a message while it is observed. Its carrier are the headers of the
 * message.
 */
public final class ZmqReceiverContext extends ReceiverContext<Map<String, String>> {

	private final ObservedMessage message;

	ZmqReceiverContext(ObservedMessage message) {
		super(Map::get, Kind.CONSUMER);
		this.message = message;
		setCarrier(message.headers());
	}

	/**
	 * The message.
	 * @return what is known of it
	 */
	public ObservedMessage message() {
		return this.message;
	}

}
