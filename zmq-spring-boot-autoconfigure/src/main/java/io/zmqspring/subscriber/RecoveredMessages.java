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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.recovery.RecoveryListener;
import io.zmqspring.replay.recovery.SeenNumbers;
import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.replay.resume.HandledNumbers;
import io.zmqspring.role.statistics.SequenceCounts;
import io.zmqspring.sequence.MessageOrigin;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.sequence.TopicSequence;
import io.zmqspring.socket.Frames;
import io.zmqspring.support.FailureLog;

/**
 * Delivers the messages that a recovery has held or received again, and reports those
 * that it has given up. Outlives the runs of a subscriber; used by the receiving thread
 * of the present one.
 */
final class RecoveredMessages implements RecoveryListener, SeenNumbers {

	private static final Log logger = LogFactory.getLog(RecoveredMessages.class);

	private static final int MOST_ORIGINS = 64;

	private static final RunEnded ENDED = new RunEnded();

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "A message that was recovered is lost because its processing on thread '"
					+ Thread.currentThread().getName() + "' failed");

	// Whence the last message of an epoch has come that no publisher has named yet
	private final Map<Long, MessageOrigin> origins = new LinkedHashMap<>();

	private final SequenceCheck sequences;

	private final SequenceCounts counts;

	private final @Nullable HandledNumbers numbers;

	private volatile @Nullable InboundPath path;

	private volatile boolean stopping;

	RecoveredMessages(SequenceCheck sequences, SequenceCounts counts, @Nullable HandledNumbers numbers) {
		this.sequences = sequences;
		this.counts = counts;
		this.numbers = numbers;
	}

	/**
	 * A run of the subscriber begins.
	 * @param opened the path of its messages
	 */
	void open(InboundPath opened) {
		this.path = opened;
	}

	/**
	 * The subscriber is stopped: nothing is delivered any more. Called by any thread.
	 */
	void stopping() {
		this.stopping = true;
	}

	/**
	 * Run a task that may use the recovery, unless the run has ended. A thread that was
	 * left behind must not go on with what the next run continues.
	 * @param run the path of messages of the run
	 * @param task the task
	 */
	static void runIn(InboundPath run, Runnable task) {
		if (!run.calls().isClosed()) {
			try {
				task.run();
			}
			catch (RunEnded ex) {
				// While the task was running
			}
		}
	}

	/**
	 * Whether a topic is subscribed to.
	 * @param topic the topic
	 * @return {@code false} also if it is invalid
	 */
	boolean isWanted(byte[] topic) {
		InboundPath current = this.path;
		return current != null && current.find(topic) != null;
	}

	private @Nullable TopicSequence sequence(byte[] topic) {
		InboundPath current = this.path;
		KnownTopic known = (current != null) ? current.find(topic) : null;
		return (current != null && known != null) ? current.sequence(known) : null;
	}

	/**
	 * Take note of a message that waits.
	 * @param epoch the epoch of its publisher
	 * @param frames the message
	 */
	void kept(long epoch, Frames frames) {
		if (this.origins.size() >= MOST_ORIGINS && !this.origins.containsKey(epoch)) {
			this.origins.remove(this.origins.keySet().iterator().next());
		}
		this.origins.put(epoch, this.sequences.origin(frames));
	}

	// In an earlier run, or in this one before the publisher has answered
	@Override
	public long last(long epoch, byte[] topic) {
		long before = (this.numbers != null) ? this.numbers.last(epoch, topic) : 0;
		return Math.max(before, this.sequences.lastWithoutRecovery(new String(topic, StandardCharsets.UTF_8), epoch));
	}

	@Override
	public long lastOfEarlierRun(long epoch, byte[] topic) {
		return (this.numbers != null) ? this.numbers.lastOfEarlierRun(epoch, topic) : 0;
	}

	@Override
	public long first(long epoch, byte[] topic) {
		return this.sequences.firstWithoutRecovery(new String(topic, StandardCharsets.UTF_8), epoch);
	}

	@Override
	public boolean hasBegunIn(long epoch) {
		return this.numbers != null && this.numbers.hasBegunIn(epoch);
	}

	@Override
	public boolean continues() {
		return this.numbers != null && this.numbers.continues();
	}

	@Override
	public boolean hasRoom(byte[] topic, long bytes) {
		InboundPath current = this.path;
		if (current == null || current.currentRoutes().hasRoom(bytes)) {
			return true;
		}
		KnownTopic known = current.find(topic);
		return known == null || known.route().hasRoom(bytes);
	}

	@Override
	public void deliver(SequencedMessage message) {
		if (this.numbers != null && !this.stopping) {
			this.numbers.received(message.epoch(), message.topic(), message.number(), message.time());
		}
		deliver(message,
				(sequence) -> this.sequences.followLater(sequence, message.epoch(), message.number(), message.time()));
	}

	@Override
	public void deliverPlain(SequencedMessage message) {
		MessageOrigin origin = this.origins.getOrDefault(message.epoch(), MessageOrigin.UNKNOWN);
		deliver(message, (sequence) -> this.sequences.acceptLater(sequence, message.epoch(), message.number(),
				message.time(), origin));
	}

	private void deliver(SequencedMessage message, Predicate<TopicSequence> check) {
		InboundPath current = this.path;
		if (this.stopping || current == null) {
			throw ENDED;
		}
		try {
			TopicSequence sequence = sequence(message.topic());
			if (sequence != null && check.test(sequence)) {
				if (message.replayed()) {
					this.counts.addRecovered();
				}
				current.deliver(message);
			}
		}
		catch (RuntimeException | Error ex) {
			this.failures.add(ex);
		}
		if (this.numbers != null) {
			this.numbers.delivered();
		}
		if (current.calls().isClosed()) {
			throw ENDED;
		}
	}

	@Override
	public void lost(long epoch, byte[] topic, long from, long to) {
		TopicSequence sequence = sequence(topic);
		if (sequence != null) {
			this.sequences.lost(sequence, epoch, from, to);
		}
		if (this.numbers != null) {
			this.numbers.lost(epoch, topic, to);
		}
	}

	@Override
	public void restarted(int source) {
		this.counts.addRestart();
	}

	@Override
	public void begun(int source, long epoch) {
		if (this.numbers != null) {
			this.numbers.begun(epoch);
		}
	}

	@Override
	public void begun(long epoch, byte[] topic, long last) {
		if (this.numbers != null) {
			this.numbers.begun(epoch, topic, last);
		}
	}

	/**
	 * The run has ended while the recovery was delivering a message: unwinds the stack,
	 * so that this thread does not use the recovery any more.
	 */
	static final class RunEnded extends RuntimeException {

		private static final long serialVersionUID = 1;

		RunEnded() {
			super("The run has ended", null, false, false);
		}

	}

}
