package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * The application's configuration or code asks for something that cannot work. Stops the
 * start and is shown as what happened and what to do.
 */
@SuppressWarnings("serial")
public class ZmqConfigurationException extends ZmqException {

	private final String problem;

	private final String action;

	public ZmqConfigurationException(String problem, String action) {
		this(problem, action, null);
	}

	public ZmqConfigurationException(String problem, String action, @Nullable Throwable cause) {
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
	 * What to do.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
