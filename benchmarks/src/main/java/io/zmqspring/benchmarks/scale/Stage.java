package io.zmqspring.benchmarks.scale;

/**
 * A publisher and its subscribers, connected over tcp.
 */
interface Stage extends AutoCloseable {

	/**
	 * Publish, waiting while the queue of a subscriber is full. From one thread only,
	 * unless the layout is a shared one.
	 * @param topic which of the topics of the layout
	 * @param payload not to be changed afterwards
	 * @return {@code false} if it has waited in vain, and nothing is sent
	 */
	boolean publish(int topic, byte[] payload);

	@Override
	void close();

}
