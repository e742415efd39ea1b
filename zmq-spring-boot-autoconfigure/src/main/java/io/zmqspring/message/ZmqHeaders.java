package io.zmqspring.message;

/**
 * Names of the headers of a received message, for {@code @Header} and {@code Message<T>}.
 */
public final class ZmqHeaders {

	/** The topic, a {@code String}. */
	public static final String TOPIC = "zmq_topic";

	/** The name of the subscriber that received the message, a {@code String}. */
	public static final String SUBSCRIBER = "zmq_subscriber";

	/** The id of the listener, a {@code String}. */
	public static final String LISTENER = "zmq_listener";

	/**
	 * The name of the worker: for a work handler its own, for a result listener the pool
	 * the result came from, a {@code String}.
	 */
	public static final String WORKER = "zmq_worker";

	/** The name of the controller that received the result, a {@code String}. */
	public static final String CONTROLLER = "zmq_controller";

	/** Of a dead letter: the topic of the message. */
	public static final String DEAD_LETTER_TOPIC = "zmq_dead_letter_topic";

	/** Of a dead letter: the id of the listener that threw. */
	public static final String DEAD_LETTER_LISTENER = "zmq_dead_letter_listener";

	/** Of a dead letter: the class of what was thrown. */
	public static final String DEAD_LETTER_EXCEPTION = "zmq_dead_letter_exception";

	/** Of a dead letter: what was said with it, at most 1000 characters. */
	public static final String DEAD_LETTER_REASON = "zmq_dead_letter_reason";

	private ZmqHeaders() {
	}

}
