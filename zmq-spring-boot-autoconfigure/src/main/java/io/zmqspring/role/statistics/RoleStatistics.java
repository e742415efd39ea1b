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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.PrintableText;

/**
 * The counters of a role. Counting is one addition: it takes no lock, allocates nothing
 * and does not read the clock. Messages are counted by the sockets they pass; the time of
 * the last message is found by polling these counters. Safe for any thread.
 *
 * @since 0.1
 */
public final class RoleStatistics {

	private final List<TrafficTotal> sent = new CopyOnWriteArrayList<>();

	private final List<TrafficTotal> received = new CopyOnWriteArrayList<>();

	private final LongAdder timedOut = new LongAdder();

	private final CountsByName failed = new CountsByName();

	private final HandshakeCounts handshakes = new HandshakeCounts();

	private final Map<String, LongAdder> overruns = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> retries = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> deadLetters = new ConcurrentHashMap<>();

	private final CountsByReason<DropReason> dropped = new CountsByReason<>(DropReason.class, DropReason::tag);

	private final CountsByReason<RejectReason> rejected = new CountsByReason<>(RejectReason.class, RejectReason::tag);

	private final SequenceCounts sequences = new SequenceCounts();

	private volatile @Nullable String lastError;

	private volatile @Nullable Instant startedAt;

	private @Nullable Instant lastMessageAt;

	private long messagesSeen;

	/**
	 * The role has started.
	 */
	public void started() {
		this.startedAt = Instant.now();
	}

	/**
	 * The role has stopped.
	 */
	public void stopped() {
		this.startedAt = null;
	}

	/**
	 * Count the messages that a part of the role sends.
	 * @return the total, which takes the traffic of each socket of that part
	 */
	public TrafficTotal sending() {
		return added(this.sent);
	}

	/**
	 * Count the messages that a part of the role receives.
	 * @return the total, which takes the traffic of each socket of that part
	 */
	public TrafficTotal receiving() {
		return added(this.received);
	}

	private static TrafficTotal added(List<TrafficTotal> totals) {
		TrafficTotal total = new TrafficTotal();
		totals.add(total);
		return total;
	}

	private static long messages(List<TrafficTotal> totals) {
		return totals.stream().mapToLong(TrafficTotal::messages).sum();
	}

	private static long bytes(List<TrafficTotal> totals) {
		return totals.stream().mapToLong(TrafficTotal::bytes).sum();
	}

	/**
	 * Count a message that failed.
	 * @param error the reason, which becomes the last error
	 */
	public void failed(Throwable error) {
		this.failed.increment(CountsByName.of(error));
		error(FailureText.of(error));
	}

	/**
	 * Set the callback for new kinds of failures.
	 * @param failure receives each kind once, also those before
	 */
	public void onNewFailure(Consumer<String> failure) {
		this.failed.onAdded(failure);
	}

	/**
	 * The counters of handshakes.
	 * @return the counters
	 */
	public HandshakeCounts handshakes() {
		return this.handshakes;
	}

	/**
	 * The counters of what the sequence of messages tells.
	 * @return the counters
	 */
	public SequenceCounts sequences() {
		return this.sequences;
	}

	/**
	 * The counter of the calls of a listener that took longer than its latency class
	 * allows.
	 * @param listener the id of the listener
	 * @return the counter
	 */
	LongAdder overruns(String listener) {
		return this.overruns.computeIfAbsent(listener, (added) -> new LongAdder());
	}

	/**
	 * Count a further call of a handler with the same message or batch.
	 * @param handler the id of the handler
	 */
	public void retried(String handler) {
		this.retries.computeIfAbsent(handler, (added) -> new LongAdder()).increment();
	}

	/**
	 * Count a message that was published as a dead letter.
	 * @param handler the id of the handler that could not handle it
	 */
	public void deadLettered(String handler) {
		this.deadLetters.computeIfAbsent(handler, (added) -> new LongAdder()).increment();
	}

	void forget(String handler) {
		this.overruns.remove(handler);
		this.retries.remove(handler);
		this.deadLetters.remove(handler);
	}

	/**
	 * Count a message that failed because its handler took too long.
	 * @param error the reason, which becomes the last error
	 */
	public void timedOut(Throwable error) {
		failed(error);
		this.timedOut.increment();
	}

	/**
	 * Count messages that were dropped.
	 * @param reason the reason
	 * @param messages the number of messages
	 */
	public void dropped(DropReason reason, long messages) {
		this.dropped.add(reason, messages);
	}

	/**
	 * Count a message that was dropped.
	 * @param reason the reason
	 * @param error the text that becomes the last error
	 */
	public void dropped(DropReason reason, String error) {
		dropped(reason, 1);
		error(error);
	}

	/**
	 * Count a message that was rejected.
	 * @param reason the reason
	 */
	public void rejected(RejectReason reason) {
		this.rejected.add(reason, 1);
	}

	/**
	 * Count a message that was rejected.
	 * @param reason the reason
	 * @param error the text that becomes the last error
	 */
	public void rejected(RejectReason reason, String error) {
		rejected(reason);
		error(error);
	}

	/**
	 * Set the last error.
	 * @param error its text
	 */
	public void error(String error) {
		this.lastError = PrintableText.of(error, FailureText.LONGEST);
	}

	/**
	 * The last error.
	 * @return its text, {@code null} if there was none
	 */
	public @Nullable String lastError() {
		return this.lastError;
	}

	/**
	 * How many messages were dropped for a reason.
	 * @param reason the reason
	 * @return the number of messages
	 */
	public long dropped(DropReason reason) {
		return this.dropped.count(reason);
	}

	/**
	 * Update the time of the last message if messages were counted since the last call.
	 * Called ten times a second while the role runs.
	 * @return the time of the last message, {@code null} if there was none
	 */
	public synchronized @Nullable Instant observe() {
		long messages = messages(this.sent) + messages(this.received);
		if (messages != this.messagesSeen) {
			this.messagesSeen = messages;
			this.lastMessageAt = Instant.now();
		}
		return this.lastMessageAt;
	}

	/**
	 * The values of all counters.
	 * @param queueDepth the messages that wait in queues, {@code null} if it cannot be
	 * told
	 * @return the values
	 */
	public ZmqStatistics snapshot(@Nullable Long queueDepth) {
		Instant last = observe();
		Instant started = this.startedAt;
		return new ZmqStatistics(messages(this.sent), bytes(this.sent), messages(this.received), bytes(this.received),
				this.failed.snapshot(), this.timedOut.sum(), this.dropped.snapshot(), this.rejected.snapshot(),
				this.handshakes.denied(), this.handshakes.outcomes(), counts(this.overruns), counts(this.retries),
				counts(this.deadLetters), this.sequences.lost(), this.sequences.duplicates(),
				this.sequences.reordered(), this.sequences.restarts(), this.sequences.recovered(),
				this.sequences.unsequenced(), this.sequences.smallestAge(), this.lastError, last, started,
				(started != null) ? Duration.between(started, Instant.now()) : Duration.ZERO, queueDepth);
	}

	private static Map<String, Long> counts(Map<String, LongAdder> counters) {
		Map<String, Long> counts = new TreeMap<>();
		counters.forEach((name, counter) -> {
			long count = counter.sum();
			if (count > 0) {
				counts.put(name, count);
			}
		});
		return counts;
	}

}
