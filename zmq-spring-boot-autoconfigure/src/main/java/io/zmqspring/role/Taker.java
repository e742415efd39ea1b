package io.zmqspring.role;

/**
 * Takes the messages of the topics that {@link Routes} lead to it.
 */
interface Taker {

	/**
	 * Take one message. Called on the receiving thread only.
	 * @param topic its topic
	 * @param payload its payload, not copied
	 */
	void deliver(String topic, byte[] payload);

}
