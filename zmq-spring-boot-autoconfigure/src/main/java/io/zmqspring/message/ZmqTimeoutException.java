package io.zmqspring.message;

/**
 * Something did not happen in the time it was given. Nothing was sent.
 */
@SuppressWarnings("serial")
public class ZmqTimeoutException extends ZmqException {

	public ZmqTimeoutException(String message) {
		super(message);
	}

}
