package io.zmqspring.role;

import org.springframework.context.ApplicationEvent;

/**
 * A role has changed its state. Published on the thread that caused the change.
 */
@SuppressWarnings("serial")
public class ZmqStateChangedEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final ZmqState from;

	private final ZmqState to;

	public ZmqStateChangedEvent(Object source, String role, String name, ZmqState from, ZmqState to) {
		super(source);
		this.role = role;
		this.name = name;
		this.from = from;
		this.to = to;
	}

	/**
	 * The kind of role.
	 * @return {@code publisher} or {@code subscriber}
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
	 * The state before.
	 * @return the state
	 */
	public ZmqState from() {
		return this.from;
	}

	/**
	 * The state now.
	 * @return the state
	 */
	public ZmqState to() {
		return this.to;
	}

	@Override
	public String toString() {
		return "ZmqStateChangedEvent[" + this.role + "." + this.name + ": " + this.from + " -> " + this.to + "]";
	}

}
