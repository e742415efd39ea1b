package io.zmqspring.observation;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.zmqspring.role.ObservedMessage;

/**
 * The sending of a message while it is observed. Its carrier are the headers of the
 * message.
 */
public final class ZmqSenderContext extends SenderContext<Map<String, String>> {

	private final ObservedMessage message;

	ZmqSenderContext(ObservedMessage message) {
		super((headers, name, value) -> {
			if (headers != null) {
				headers.put(name, value);
			}
		}, Kind.PRODUCER);
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
