package io.zmqspring.role;

/**
 * The states of a role. Only the role itself changes its state.
 */
public enum ZmqState {

	/** Made, not started yet. */
	INITIALIZED,

	/** Opening its sockets. */
	STARTING,

	/** Sending or receiving. */
	RUNNING,

	/** Open, but leaving messages in the socket's queue. */
	PAUSED,

	/** Closing its sockets. */
	STOPPING,

	/** Closed on purpose; may be started again. */
	STOPPED,

	/** Could not start, or has ended by itself; may be started again. */
	FAILED;

	/**
	 * Whether the sockets are open.
	 * @return {@code true} for {@link #RUNNING} and {@link #PAUSED}
	 */
	public boolean isOpen() {
		return this == RUNNING || this == PAUSED;
	}

	public boolean canStart() {
		return this == INITIALIZED || this == STOPPED || this == FAILED;
	}

}
