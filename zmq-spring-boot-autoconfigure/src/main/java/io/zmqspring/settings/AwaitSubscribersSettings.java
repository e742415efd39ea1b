package io.zmqspring.settings;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a publisher that holds back its first message until somebody listens, bound
 * from {@code zmq.publishers.<name>.await-subscribers}. Immutable.
 *
 * @param topics topics that must have a subscriber; none = nothing is held back
 * @param timeout how long the first message is held back at most
 */
public record AwaitSubscribersSettings(@DefaultValue List<String> topics, @DefaultValue("1s") Duration timeout) {

	/** What an empty section means. */
	public static final AwaitSubscribersSettings DEFAULTS = new AwaitSubscribersSettings(List.of(),
			Duration.ofSeconds(1));

	public AwaitSubscribersSettings {
		topics = List.copyOf(topics);
		Durations.checkPositive("await-subscribers.timeout", timeout);
	}

}
