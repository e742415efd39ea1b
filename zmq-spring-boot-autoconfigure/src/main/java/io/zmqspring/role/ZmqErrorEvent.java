package io.zmqspring.role;

import org.springframework.context.ApplicationEvent;

/**
 * Something went wrong in a role: a handler threw, it could not start, its receiving
 * thread has died, or {@link ZmqRole#recordError} was called. Rejected messages, which a
 * peer could send by the million, raise none. Published in order on a thread of its own.
 */
@SuppressWarnings("serial")
public class ZmqErrorEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final Throwable error;

	private final boolean fatal;

	public ZmqErrorEvent(Object source, String role, String name, Throwable error, boolean fatal) {
		super(source);
		this.role = role;
		this.name = name;
		this.error = error;
		this.fatal = fatal;
	}

	/**
	 * The kind of role.
	 * @return such as {@code subscriber}
	 */
	public String role() {
		return this.role;
	}

	/**
	 * The name of the role in the settings.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What was thrown or reported.
	 * @return the error
	 */
	public Throwable error() {
		return this.error;
	}

	/**
	 * Whether the role cannot go on.
	 * @return {@code true} if its state is {@link ZmqState#FAILED} because of it
	 */
	public boolean fatal() {
		return this.fatal;
	}

	@Override
	public String toString() {
		return "ZmqErrorEvent[" + this.role + "." + this.name + ": " + (this.fatal ? "fatal " : "") + this.error + "]";
	}

}
