package io.zmqspring.benchmarks.side;

import java.io.Closeable;

/**
 * A way to carry messages from one process to another. Its two ends are opened in
 * processes of their own.
 */
public interface Peer {

	/**
	 * Open the end that sends.
	 * @param load what to send
	 * @return sends, called by one thread
	 * @throws Exception if it cannot be opened
	 */
	Sender sender(Load load) throws Exception;

	/**
	 * Open the end that receives.
	 * @param load what will come
	 * @param arrivals to be told of every message
	 * @return ends it
	 * @throws Exception if it cannot be opened
	 */
	Closeable receiver(Load load, Arrivals arrivals) throws Exception;

	/**
	 * Sends messages.
	 */
	interface Sender extends Closeable {

		/**
		 * Send a message, waiting for room where the peer can.
		 * @param id its id
		 * @throws Exception if it cannot be sent
		 */
		void send(long id) throws Exception;

		/**
		 * Send what is still held back for a batch.
		 * @throws Exception if it cannot be sent
		 */
		default void flush() throws Exception {
		}

	}

}
