package io.zmqspring.message;

/**
 * A message was not sent because the queue of a subscriber is full and
 * {@code overflow: fail} says not to wait.
 */
@SuppressWarnings("serial")
public class ZmqOverflowException extends ZmqException {

	public ZmqOverflowException(String message) {
		super(message);
	}

}
