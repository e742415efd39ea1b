package io.zmqspring.handler;

/**
 * Handles the messages of a subscriber. Called on the subscriber's thread, one message at
 * a time.
 */
@FunctionalInterface
public interface ZmqMessageHandler {

	/**
	 * Handle one message.
	 * @param topic its topic
	 * @param payload its payload, not copied: do not change it, other handlers may see it
	 * @throws Exception to have the message counted as failed and reported to the
	 * {@link ZmqErrorHandler}; the next message is handled all the same
	 */
	void handle(String topic, byte[] payload) throws Exception;

}
