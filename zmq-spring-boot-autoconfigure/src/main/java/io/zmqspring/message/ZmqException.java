package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions this library throws.
 */
@SuppressWarnings("serial")
public class ZmqException extends RuntimeException {

	public ZmqException(String message) {
		super(message);
	}

	public ZmqException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
