package io.zmqspring.jmh;

import java.lang.reflect.Method;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;

/**
 * Listener methods as an application has them. They do next to nothing, but something
 * that cannot be left out. Used by one thread.
 */
public class Listeners {

	private long seen;

	/**
	 * Listener for bytes.
	 * @param payload what has come
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onBytes(byte[] payload) {
		this.seen += payload.length;
	}

	/**
	 * Listener for text.
	 * @param payload what has come
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onText(String payload) {
		this.seen += payload.length();
	}

	/**
	 * Listener for a record.
	 * @param payload what has come
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onRecord(Reading payload) {
		this.seen += payload.sequence();
	}

	/**
	 * Listener for a message.
	 * @param message what has come
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onMessage(ZmqMessage message) {
		this.seen += message.payload().length;
	}

	/**
	 * What was seen until now.
	 * @return some number
	 */
	public long seen() {
		return this.seen;
	}

	/**
	 * One of the methods.
	 * @param parameter what it takes
	 * @return the method
	 */
	public static Method method(Class<?> parameter) {
		for (Method method : Listeners.class.getDeclaredMethods()) {
			if (method.isAnnotationPresent(ZmqListener.class) && method.getParameterTypes()[0] == parameter) {
				return method;
			}
		}
		throw new IllegalArgumentException("No listener takes " + parameter);
	}

}
