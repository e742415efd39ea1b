package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * A received message that never reached its handler, and why. It costs this message only.
 */
@SuppressWarnings("serial")
public class ZmqRejectedException extends ZmqException {

	private final RejectReason reason;

	public ZmqRejectedException(RejectReason reason, String message) {
		this(reason, message, null);
	}

	public ZmqRejectedException(RejectReason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * A message whose payload could not be read.
	 * @param cause what the converter or validator has thrown, an {@code Error} included
	 * @return the rejection
	 */
	public static ZmqRejectedException undecodable(Throwable cause) {
		String message = cause.getMessage();
		return new ZmqRejectedException(RejectReason.UNDECODABLE, (message != null) ? message : cause.toString(),
				cause);
	}

	/**
	 * Why the message was rejected.
	 * @return the reason it is counted under
	 */
	public RejectReason reason() {
		return this.reason;
	}

}
