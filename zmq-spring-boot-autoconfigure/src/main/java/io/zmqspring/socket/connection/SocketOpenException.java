package io.zmqspring.socket.connection;

import org.jspecify.annotations.Nullable;

/**
 * A socket that could not be bound or connected, with the cause in words and what to do.
 * Whatever the socket had opened is closed again when this is thrown.
 */
@SuppressWarnings("serial")
public class SocketOpenException extends RuntimeException {

	private final String problem;

	private final String action;

	public SocketOpenException(String problem, String action, @Nullable Throwable cause) {
		super(problem + ". " + action, cause);
		this.problem = problem;
		this.action = action;
	}

	/**
	 * What happened.
	 * @return a sentence without its full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What the user can do about it.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
