package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * A payload that cannot be turned into bytes, or bytes that are not the payload they
 * should be.
 */
@SuppressWarnings("serial")
public class ZmqConversionException extends ZmqException {

	public ZmqConversionException(String message) {
		super(message);
	}

	public ZmqConversionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
