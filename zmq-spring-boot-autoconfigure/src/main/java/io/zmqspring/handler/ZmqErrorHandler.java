package io.zmqspring.handler;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;

/**
 * Hears of every message that was rejected or whose handler threw. Define a bean of this
 * type to replace the default, which logs at most one line per five seconds and role.
 * Called on the thread that handled the message.
 */
@FunctionalInterface
public interface ZmqErrorHandler {

	/**
	 * Take note of a lost message.
	 * @param message the message; its topic is empty if it could not be read
	 * @param error a {@link io.zmqspring.message.ZmqRejectedException}, or a
	 * {@link io.zmqspring.message.ZmqHandlerException} whose cause is what the handler
	 * threw
	 */
	void handle(ZmqMessage message, ZmqException error);

}
