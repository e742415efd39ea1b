package io.zmqspring.message;

/**
 * A handler has thrown. The cause is what it threw, an {@code Error} included.
 */
@SuppressWarnings("serial")
public class ZmqHandlerException extends ZmqException {

	private final String handler;

	/**
	 * Create the exception.
	 * @param handler the id of the listener or a description of the handler
	 * @param topic the topic of the message it was handling, empty if it has none
	 * @param cause what it threw
	 */
	public ZmqHandlerException(String handler, String topic, Throwable cause) {
		super("Handler '" + handler + "' failed" + (topic.isEmpty() ? "" : " on a message of topic '" + topic + "'"),
				cause);
		this.handler = handler;
	}

	/**
	 * Which handler has thrown.
	 * @return the id of the listener or a description of the handler
	 */
	public String handler() {
		return this.handler;
	}

}
