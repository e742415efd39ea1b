package io.zmqspring.role;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.TopicPattern;
import io.zmqspring.message.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who takes which topic, as it stands at one moment. Immutable: a change makes a new one.
 */
final class Routes {

	private final List<TopicPattern> subscribed = new ArrayList<>();

	private final List<Delivery> deliveries;

	Routes(List<TopicPattern> ofSettings, List<Delivery> deliveries) {
		this.deliveries = deliveries.stream().filter(Delivery::isActive).toList();
		this.subscribed.addAll(ofSettings);
		this.deliveries.forEach((delivery) -> this.subscribed.addAll(delivery.spec().patterns()));
	}

	/**
	 * Who takes a topic: every handler with a pattern for it, else those that take the
	 * rest.
	 * @param topic the topic
	 * @return the route, possibly to nobody, with the reason
	 */
	Route route(String topic) {
		return route(topic, matches(this.subscribed, topic));
	}

	private Route route(String topic, boolean wanted) {
		if (!wanted) {
			return new Route(topic, new Delivery[0], RejectReason.NOT_SUBSCRIBED);
		}
		Delivery[] takers = select((delivery) -> matches(delivery.spec().patterns(), topic));
		if (takers.length == 0) {
			takers = select((delivery) -> delivery.spec().takesTheRest());
		}
		return new Route(topic, takers, RejectReason.NO_HANDLER);
	}

	private Delivery[] select(java.util.function.Predicate<Delivery> condition) {
		return this.deliveries.stream().filter(condition).toArray(Delivery[]::new);
	}

	private static boolean matches(List<TopicPattern> patterns, String topic) {
		return patterns.stream().anyMatch((pattern) -> pattern.matches(topic));
	}

	/**
	 * Who takes a message without a topic: its topic is the longest subscription that its
	 * first bytes match.
	 * @param frame the message
	 * @return the route, possibly to nobody, with the reason
	 */
	Route routeRaw(byte[] frame) {
		String longest = null;
		for (TopicPattern pattern : this.subscribed) {
			if ((longest == null || pattern.text().length() > longest.length()) && startsWith(frame, pattern)) {
				longest = pattern.text();
			}
		}
		if (longest == null) {
			return route("", false);
		}
		String topic = longest;
		Delivery[] takers = select((delivery) -> delivery.spec()
			.patterns()
			.stream()
			.anyMatch((pattern) -> topic.startsWith(pattern.text())));
		if (takers.length == 0) {
			takers = select((delivery) -> delivery.spec().takesTheRest());
		}
		return new Route(topic, takers, RejectReason.NO_HANDLER);
	}

	private static boolean startsWith(byte[] frame, TopicPattern pattern) {
		byte[] prefix = pattern.subscription(WireFormat.RAW);
		return frame.length >= prefix.length && Arrays.equals(frame, 0, prefix.length, prefix, 0, prefix.length);
	}

	/**
	 * What was decided for a topic.
	 *
	 * @param topic the topic
	 * @param takers the ways to those who take it
	 * @param orElse why nobody does, if so
	 */
	record Route(String topic, Delivery[] takers, @Nullable RejectReason orElse) {

	}

}
