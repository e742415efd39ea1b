package io.zmqspring.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a controller's pool of workers, bound from
 * {@code zmq.controllers.<name>.workers.<pool>}. Immutable.
 *
 * @param push where work goes
 * @param pull where results come from
 * @param messageTypes types of work that {@code dispatch} sends to this pool
 * @param maxQueueSize most items that wait for the pool: items ZeroMQ queues per worker,
 * pending requests, and with at-least-once items without a result
 * @param delivery what is promised for each item
 * @param inFlight at-least-once: items handed out at once
 * @param redeliveryTimeout at-least-once: how long to wait for a result before an item is
 * sent again
 * @param maxAttempts at-least-once: how often an item is sent at most
 */
public record PoolSettings(@Nullable PipeSettings push, @Nullable PipeSettings pull,
		@DefaultValue List<String> messageTypes, @DefaultValue("1000") int maxQueueSize,
		@DefaultValue("at-most-once") DeliveryMode delivery, @DefaultValue("100") int inFlight,
		@DefaultValue("30s") Duration redeliveryTimeout, @DefaultValue("5") int maxAttempts) {

	public static final boolean BINDS = true;

	public PoolSettings {
		messageTypes = List.copyOf(messageTypes);
		checkPresent("push", push, "Write where work goes, for example push.address: tcp://*:5564.");
		checkPresent("pull", pull, "Write where results come from, for example pull.address: tcp://*:5565.");
		checkAtLeastOne("max-queue-size", maxQueueSize);
		checkAtLeastOne("in-flight", inFlight);
		checkAtLeastOne("max-attempts", maxAttempts);
		Durations.checkPositive("redelivery-timeout", redeliveryTimeout);
	}

	private static void checkPresent(String key, @Nullable PipeSettings pipe, String action) {
		if (pipe == null) {
			throw new InvalidSettingException(key + ".address", null, "is missing", action);
		}
		pipe.check(key, BINDS);
	}

	private static void checkAtLeastOne(String key, int value) {
		if (value < 1) {
			throw new InvalidSettingException(key, value, "is less than 1", "Write at least 1.");
		}
	}

	/**
	 * Where work goes.
	 * @return the settings
	 */
	@Override
	public PipeSettings push() {
		return present(this.push);
	}

	/**
	 * Where results come from.
	 * @return the settings
	 */
	@Override
	public PipeSettings pull() {
		return present(this.pull);
	}

	private static PipeSettings present(@Nullable PipeSettings pipe) {
		if (pipe == null) {
			throw new IllegalStateException("'push' and 'pull' are checked on construction");
		}
		return pipe;
	}

}
