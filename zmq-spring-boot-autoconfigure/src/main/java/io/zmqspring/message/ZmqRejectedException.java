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
	 * Why the message was rejected.
	 * @return the reason it is counted under
	 */
	public RejectReason reason() {
		return this.reason;
	}

}
