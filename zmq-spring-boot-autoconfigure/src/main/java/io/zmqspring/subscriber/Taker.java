package io.zmqspring.subscriber;

import java.util.Map;

/**
 * Takes the messages of the topics that {@link Routes} lead to it.
 */
interface Taker {

	/**
	 * Take one message. Called on the receiving thread only.
	 * @param topic its topic
	 * @param payload its payload, not copied
	 * @param headers its headers, unmodifiable
	 */
	void deliver(String topic, byte[] payload, Map<String, String> headers);

}
