package io.zmqspring.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the one ZeroMQ context of an application, bound from {@code zmq.context}.
 *
 * @param ioThreads threads that move bytes; one serves millions of messages a second
 * @param maxSockets most sockets that may be open at once
 * @param restartOnFailure whether a new engine, with all sockets, takes the place of one
 * whose thread has died or hangs
 */
public record ContextSettings(@DefaultValue("1") int ioThreads, @DefaultValue("1024") int maxSockets,
		@DefaultValue("true") boolean restartOnFailure) {

	/** What an empty {@code zmq.context} section means. */
	public static final ContextSettings DEFAULTS = new ContextSettings(1, 1024, true);

	public ContextSettings {
		if (ioThreads < 1) {
			throw new InvalidSettingException("io-threads", ioThreads, "is less than 1", "Write at least 1.");
		}
		if (maxSockets < 1) {
			throw new InvalidSettingException("max-sockets", maxSockets, "is less than 1", "Write at least 1.");
		}
	}

}
