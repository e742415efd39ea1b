package io.zmqspring.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the heartbeat messages of a publisher, bound from
 * {@code zmq.publishers.<name>.heartbeat}. Immutable.
 *
 * @param enabled whether they are sent
 * @param interval time between two
 * @param topic where they are published
 */
public record HeartbeatSettings(@DefaultValue("false") boolean enabled, @DefaultValue("5s") Duration interval,
		@DefaultValue(HeartbeatSettings.TOPIC) String topic) {

	/** The topic of heartbeats unless the settings say another. */
	public static final String TOPIC = "heartbeat";

	/** What an empty section means. */
	public static final HeartbeatSettings DEFAULTS = new HeartbeatSettings(false, Duration.ofSeconds(5), TOPIC);

	public HeartbeatSettings {
		Durations.checkPositive("interval", interval);
	}

}
