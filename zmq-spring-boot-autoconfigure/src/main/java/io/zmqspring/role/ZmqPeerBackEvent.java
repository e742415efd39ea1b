package io.zmqspring.role;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;

/**
 * A service is heard again after a {@link ZmqPeerSilentEvent}, or is the first to be
 * heard after one that named no service. Published in order on a thread of its own.
 */
@SuppressWarnings("serial")
public class ZmqPeerBackEvent extends ApplicationEvent {

	private final String role;

	private final String name;

	private final String service;

	private final @Nullable Instant lastHeardAt;

	public ZmqPeerBackEvent(Object source, String role, String name, String service, @Nullable Instant lastHeardAt) {
		super(source);
		this.role = role;
		this.name = name;
		this.service = service;
		this.lastHeardAt = lastHeardAt;
	}

	/**
	 * The kind of role that listens.
	 * @return {@code subscriber}
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
	 * Who is back.
	 * @return the service
	 */
	public String service() {
		return this.service;
	}

	/**
	 * When it was heard before it fell silent.
	 * @return the time, {@code null} if it never was
	 */
	public @Nullable Instant lastHeardAt() {
		return this.lastHeardAt;
	}

	@Override
	public String toString() {
		return "ZmqPeerBackEvent[" + this.role + "." + this.name + ": '" + this.service + "']";
	}

}
