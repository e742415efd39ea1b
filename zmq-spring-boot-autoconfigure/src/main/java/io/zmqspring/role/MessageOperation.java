package io.zmqspring.role;

/**
 * What a role does with a message when it is observed.
 */
public enum MessageOperation {

	/** A publisher sends a message to its subscribers. */
	PUBLISH,

	/** A handler of a subscriber handles a message. */
	HANDLE,

	/** A controller sends work to a pool. */
	SEND_WORK,

	/** The handler of a worker does its work. */
	HANDLE_WORK,

	/** A worker sends the result of its work. */
	SEND_RESULT,

	/** A result handler of a controller, or a request, takes a result. */
	HANDLE_RESULT;

	/**
	 * Whether a message is sent.
	 * @return {@code false} if one is handled
	 */
	public boolean isSending() {
		return this == PUBLISH || this == SEND_WORK || this == SEND_RESULT;
	}

}
