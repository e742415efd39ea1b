package io.zmqspring.benchmarks.latency;

/**
 * A place that publishes at one address and hears another, which may be its own. One
 * thread sends; messages are heard on a thread of the station.
 */
interface Station extends AutoCloseable {

	/** The only topic there is. */
	String TOPIC = "latency";

	/**
	 * Publish, waiting while a queue is full.
	 * @param payload not to be changed afterwards
	 */
	void send(byte[] payload);

	@Override
	void close();

}
