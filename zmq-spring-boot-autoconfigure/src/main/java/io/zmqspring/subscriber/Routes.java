/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.subscriber;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.sequence.TopicCoverage;
import io.zmqspring.wire.TopicPattern;

/**
 * The recipients of each topic at one moment. Immutable: a change creates new routes.
 */
final class Routes {

	private static final Route NOT_SUBSCRIBED = new Route("", new Recipient[0], RejectReason.NOT_SUBSCRIBED);

	// As long as messages of an ended subscription may wait in queues
	private static final long SETTLING_NANOS = Duration.ofMinutes(1).toNanos();

	private static final int MOST_ENDED = 1000;

	private final List<TopicPattern> subscribed = new ArrayList<>();

	private final List<TopicPattern> ofSettings;

	private final List<Delivery> deliveries;

	// Those that were deactivated within the last minute
	private final List<Ended> ended = new ArrayList<>();

	private final long at = System.nanoTime();

	private final long begin;

	private final HeartbeatWatch watch;

	private final @Nullable Recipient rest;

	// Created by the first raw message; used by the receiving thread only
	private @Nullable List<RawRoute> rawRoutes;

	/**
	 * Create routes.
	 * @param ofSettings the topics of the settings
	 * @param watch the watch of heartbeats
	 * @param deliveries the handlers
	 * @param rest receives what no handler takes, {@code null} to reject it
	 * @param before the routes before, {@code null} if these are the first ones
	 */
	Routes(List<TopicPattern> ofSettings, HeartbeatWatch watch, List<Delivery> deliveries, @Nullable Recipient rest,
			@Nullable Routes before) {
		this.ofSettings = ofSettings;
		this.begin = (before != null) ? before.begin : this.at;
		this.watch = watch;
		this.rest = rest;
		this.deliveries = deliveries.stream().filter(Delivery::isActive).toList();
		this.subscribed.addAll(ofSettings);
		this.deliveries.forEach((delivery) -> this.subscribed.addAll(delivery.spec().patterns()));
		if (before != null) {
			addEnded(before);
		}
	}

	private void addEnded(Routes before) {
		before.ended.stream().filter((earlier) -> this.at - earlier.at() < SETTLING_NANOS).forEach(this.ended::add);
		before.deliveries.stream()
			.filter((delivery) -> !delivery.isActive())
			.forEach((delivery) -> this.ended.add(new Ended(delivery.spec().patterns(), delivery.changedAt())));
		if (this.ended.size() > MOST_ENDED) {
			this.ended.subList(0, this.ended.size() - MOST_ENDED).clear();
		}
	}

	/**
	 * How a topic is subscribed to, for the check of its sequence.
	 * @param topic the topic
	 * @return the times of its subscription
	 */
	TopicCoverage coverage(String topic) {
		Predicate<TopicPattern> matching = (pattern) -> pattern.matches(topic);
		if (this.ofSettings.stream().anyMatch(matching)) {
			return new TopicCoverage(this.at, this.begin, this.begin);
		}
		// Relative to these routes, because a time may overflow
		long since = this.at + this.deliveries.stream()
			.filter((delivery) -> delivery.spec().patterns().stream().anyMatch(matching))
			.mapToLong((delivery) -> delivery.changedAt() - this.at)
			.min()
			.orElse(0);
		long settled = since + this.ended.stream()
			.filter((earlier) -> earlier.at() - since <= 0 && earlier.patterns().stream().anyMatch(matching))
			.mapToLong((earlier) -> earlier.at() + SETTLING_NANOS - since)
			.max()
			.orElse(0);
		return new TopicCoverage(this.at, since, settled);
	}

	/**
	 * The route of a topic: to every handler with a pattern for it, or else to the
	 * default handlers, and to the watch if it is the topic of heartbeats.
	 * @param topic the topic
	 * @return the route; without recipients it has the reason
	 */
	Route route(String topic) {
		Predicate<TopicPattern> matching = (pattern) -> pattern.matches(topic);
		return this.subscribed.stream().anyMatch(matching) ? route(topic, matching)
				: new Route(topic, new Recipient[0], RejectReason.NOT_SUBSCRIBED);
	}

	private Route route(String topic, Predicate<TopicPattern> matching) {
		List<Recipient> recipients = select((delivery) -> delivery.spec().patterns().stream().anyMatch(matching));
		if (recipients.isEmpty()) {
			recipients = select((delivery) -> delivery.spec().takesTheRest());
		}
		if (this.watch.wants(topic)) {
			recipients.add(0, this.watch);
		}
		else if (recipients.isEmpty() && this.rest != null) {
			recipients.add(this.rest);
		}
		return new Route(topic, recipients.toArray(Recipient[]::new), RejectReason.NO_HANDLER);
	}

	// For a message of every topic; costs less than a look at one
	boolean hasRoom(long bytes) {
		return this.rest == null || this.rest.hasRoom(bytes);
	}

	/**
	 * What is subscribed to.
	 * @return the beginnings of topics, each once
	 */
	List<byte[]> prefixes() {
		return this.subscribed.stream()
			.map(TopicPattern::text)
			.distinct()
			.map((text) -> text.getBytes(StandardCharsets.UTF_8))
			.toList();
	}

	/**
	 * Whether a message of some topics may arrive.
	 * @param topic the topics
	 * @return {@code false} if none of them is subscribed to
	 */
	boolean mayReceive(TopicPattern topic) {
		return this.subscribed.stream().anyMatch(topic::overlaps);
	}

	// Whether a handler takes everything that no other handler takes
	boolean takeTheRest() {
		return this.deliveries.stream().anyMatch((delivery) -> delivery.spec().takesTheRest());
	}

	private List<Recipient> select(Predicate<Delivery> condition) {
		return this.deliveries.stream().filter(condition).collect(Collectors.toCollection(ArrayList::new));
	}

	/**
	 * The route of a message without a topic: its topic is the longest subscription that
	 * its first bytes match.
	 * @param frame the message
	 * @return the route; without recipients it has the reason
	 */
	Route routeRaw(byte[] frame) {
		List<RawRoute> known = this.rawRoutes;
		if (known == null) {
			known = rawRoutes();
			this.rawRoutes = known;
		}
		for (RawRoute candidate : known) {
			if (candidate.matches(frame)) {
				return candidate.route();
			}
		}
		return NOT_SUBSCRIBED;
	}

	private List<RawRoute> rawRoutes() {
		return this.subscribed.stream()
			.map(TopicPattern::text)
			.distinct()
			.map((topic) -> new RawRoute(topic.getBytes(StandardCharsets.UTF_8), routeRaw(topic)))
			.sorted(Comparator.comparingInt((candidate) -> -candidate.prefix().length))
			.toList();
	}

	private Route routeRaw(String topic) {
		return route(topic, (pattern) -> topic.startsWith(pattern.text()));
	}

	static ZmqRejectedException noHandler(String topic) {
		return new ZmqRejectedException(RejectReason.NO_HANDLER, "No listener takes the topic '" + topic + "'");
	}

	/**
	 * Receives the messages of its topics.
	 */
	interface Recipient {

		/**
		 * Receive one message. Called on the receiving thread only.
		 * @param topic its topic
		 * @param payload its payload, not copied
		 * @param headers its headers, unmodifiable
		 */
		void deliver(String topic, byte[] payload, Map<String, String> headers);

		/**
		 * Whether there is room for a message that can wait elsewhere.
		 * @param bytes the size of its payload
		 * @return {@code false} if it would be dropped
		 */
		default boolean hasRoom(long bytes) {
			return true;
		}

		/**
		 * Receive one message while the subscriber is paused. No handler may be called.
		 * @param topic its topic
		 * @param payload its payload, not copied
		 * @param headers its headers, unmodifiable
		 */
		default void hold(String topic, byte[] payload, Map<String, String> headers) {
			deliver(topic, payload, headers);
		}

		/**
		 * Drop one message because the subscriber has stopped.
		 * @param topic its topic
		 * @param payload its payload, not copied
		 * @param headers its headers, unmodifiable
		 */
		default void abandon(String topic, byte[] payload, Map<String, String> headers) {
		}

	}

	/**
	 * The route of a topic.
	 *
	 * @param topic the topic
	 * @param recipients the recipients
	 * @param orElse the reason to reject the message if there is no recipient
	 */
	record Route(String topic, Recipient[] recipients, @Nullable RejectReason orElse) {

		int handlers() {
			return (int) Arrays.stream(this.recipients).filter(Delivery.class::isInstance).count();
		}

		boolean hasRoom(long bytes) {
			for (Recipient recipient : this.recipients) {
				if (!recipient.hasRoom(bytes)) {
					return false;
				}
			}
			return true;
		}

	}

	/**
	 * A handler that was deactivated.
	 *
	 * @param patterns its topics
	 * @param at when it was, a time of {@link System#nanoTime()}
	 */
	private record Ended(List<TopicPattern> patterns, long at) {

	}

	/**
	 * The route of messages that start with the bytes of a subscription.
	 *
	 * @param prefix the bytes of the subscription
	 * @param route the route
	 */
	private record RawRoute(byte[] prefix, Route route) {

		boolean matches(byte[] frame) {
			int length = this.prefix.length;
			return frame.length >= length && Arrays.equals(frame, 0, length, this.prefix, 0, length);
		}

	}

}
