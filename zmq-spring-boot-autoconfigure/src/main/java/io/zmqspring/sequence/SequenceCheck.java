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

package io.zmqspring.sequence;

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.ZmqLoss;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.role.statistics.SequenceCounts;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.LogThrottle;
import io.zmqspring.support.PrintableText;

/**
 * Checks the sequence of the messages that a subscriber receives: counts, reports and
 * logs what is lost, repeated, late or too old. Survives the sockets of the subscriber,
 * so that an engine failure does not hide what was lost. Used by the receiving thread,
 * except for {@link #losses()} and {@link #warnings()}.
 *
 * @since 0.1
 */
public final class SequenceCheck {

	private static final Log logger = LogFactory.getLog(SequenceCheck.class);

	private final LossReport report = new LossReport();

	private final LogThrottle lost = new LogThrottle(Duration.ofSeconds(10));

	private final LogThrottle forgotten = new LogThrottle(Duration.ofHours(1));

	private final RoleStatus status;

	private final SequenceCounts counts;

	private final SequenceEvents events;

	private final MessageAge ages;

	private final SequenceTracker tracker;

	private final boolean connects;

	private boolean begun;

	/**
	 * Create the check of a subscriber.
	 * @param source the subscriber itself
	 * @param settings its settings
	 * @param status counts what is found
	 * @param context runs the listeners of events
	 * @param events publishes events
	 */
	public SequenceCheck(Object source, SubscriberSettings settings, RoleStatus status, ZmqContext context,
			ApplicationEventPublisher events) {
		this.status = status;
		this.counts = status.statistics().sequences();
		this.events = new SequenceEvents(source, status, context, events);
		this.ages = new MessageAge(settings, status, this.events);
		this.tracker = new SequenceTracker(this.counts, this.report, new Reports(), System::nanoTime);
		this.connects = !settings.bind();
	}

	/**
	 * Look up what is known about a topic.
	 * @param topic the topic
	 * @param coverage how it is subscribed to
	 * @return its sequence, to be kept until the subscriptions change
	 */
	public TopicSequence topic(String topic, TopicCoverage coverage) {
		if (!this.begun) {
			this.begun = true;
			this.status.timings().measureAges();
		}
		return this.tracker.topic(topic, coverage);
	}

	/**
	 * Check a message with a sequence.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time when it was sent, in nanoseconds since 1970
	 * @param frames the connection over which it came
	 * @return {@code false} if it is to be dropped: it has arrived before, or is too old
	 */
	public boolean accept(TopicSequence topic, long epoch, long number, long time, Frames frames) {
		Object connection = frames.connection();
		if (!topic.acceptNext(epoch, number, connection)) {
			if (number < 1 || number == Long.MAX_VALUE || epoch == 0) {
				this.counts.addUnsequenced();
				return true;
			}
			if (this.tracker.accept(topic, epoch, number, time, connection, address(frames)) == Arrival.DUPLICATE) {
				return false;
			}
		}
		PublisherEpoch publisher = topic.publisher();
		return publisher == null || this.ages.accept(topic.topic(), publisher, time);
	}

	/**
	 * Check a message that has waited until it was clear that its publisher does not
	 * offer replay.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time when it was sent, in nanoseconds since 1970
	 * @param origin whence it came
	 * @return {@code false} if it is to be dropped
	 */
	public boolean acceptLater(TopicSequence topic, long epoch, long number, long time, MessageOrigin origin) {
		if (this.tracker.accept(topic, epoch, number, time, origin.connection(),
				origin.address()) == Arrival.DUPLICATE) {
			return false;
		}
		PublisherEpoch publisher = topic.publisher();
		return publisher == null || this.ages.acceptLater(topic.topic(), publisher, time);
	}

	/**
	 * Take note of a live message that comes next in the order of a recovery.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time when it was sent, in nanoseconds since 1970
	 * @param frames the connection over which it came
	 * @return {@code false} if it is to be dropped
	 */
	public boolean follow(TopicSequence topic, long epoch, long number, long time, Frames frames) {
		if (!topic.acceptNext(epoch, number, frames.connection())) {
			this.tracker.follow(topic, epoch, number, time, frames.connection(), address(frames));
		}
		PublisherEpoch publisher = topic.publisher();
		return publisher == null || this.ages.accept(topic.topic(), publisher, time);
	}

	/**
	 * Take note of a message that a recovery has held, or got again.
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time when it was sent, in nanoseconds since 1970
	 * @return {@code false} if it is to be dropped
	 */
	public boolean followLater(TopicSequence topic, long epoch, long number, long time) {
		this.tracker.follow(topic, epoch, number, time, null, null);
		PublisherEpoch publisher = topic.publisher();
		return publisher == null || this.ages.acceptLater(topic.topic(), publisher, time);
	}

	/**
	 * Report messages that could not be recovered.
	 * @param topic their topic
	 * @param epoch the epoch of their publisher
	 * @param from the number of the first one
	 * @param to the number of the last one
	 */
	public void lost(TopicSequence topic, long epoch, long from, long to) {
		this.tracker.lost(topic, epoch, from, to);
	}

	/**
	 * The last number of a topic that was accepted without a recovery.
	 * @param topic the topic
	 * @param epoch the epoch of its publisher
	 * @return the number, 0 if there is none
	 */
	public long lastWithoutRecovery(String topic, long epoch) {
		return this.tracker.lastWithoutRecovery(topic, epoch);
	}

	/**
	 * The first number of a topic that was accepted without a recovery.
	 * @param topic the topic
	 * @param epoch the epoch of its publisher
	 * @return the number, 1 if those before it were reported, 0 if there is none
	 */
	public long firstWithoutRecovery(String topic, long epoch) {
		return this.tracker.firstWithoutRecovery(topic, epoch);
	}

	/**
	 * Whence a message comes.
	 * @param frames the message
	 * @return its connection, and the address of its publisher
	 */
	public MessageOrigin origin(Frames frames) {
		return new MessageOrigin(frames.connection(), address(frames));
	}

	// The address of a publisher that connects is not the same after its restart
	private @Nullable String address(Frames frames) {
		return this.connects ? frames.remoteAddress() : null;
	}

	/**
	 * A message without a sequence has arrived.
	 */
	public void unsequenced() {
		if (this.begun) {
			this.counts.addUnsequenced();
		}
	}

	/**
	 * Forget all numbers, because the subscriber starts: what was sent while it was
	 * stopped is not lost.
	 */
	public void forget() {
		this.tracker.forget();
		this.ages.forget();
	}

	/**
	 * The messages that are lost.
	 * @return a snapshot, the largest loss first; the hundred largest ones
	 */
	public List<ZmqLoss> losses() {
		return this.report.losses();
	}

	/**
	 * The publishers whose clock differs.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> warnings() {
		return this.ages.warnings();
	}

	/**
	 * Reports what the tracker finds.
	 */
	private final class Reports implements SequenceTracker.Listener {

		@Override
		public void onGap(String topic, PublisherEpoch publisher, long from, long to) {
			SequenceCheck.this.events.lost(topic, publisher, from, to);
			SequenceCheck.this.lost.log((suffix) -> logger.warn(SequenceCheck.this.status + " has lost "
					+ ((from == to) ? "message " + from : "messages " + from + " to " + to) + " of topic '"
					+ PrintableText.of(topic) + "' of publisher " + publisher + suffix));
		}

		@Override
		public void onTopicForgotten() {
			SequenceCheck.this.forgotten.log((suffix) -> logger.warn(SequenceCheck.this.status
					+ " receives messages with a sequence of more than " + SequenceTracker.MOST_TOPICS
					+ " topics: for each further one it forgets the numbers of another one, and does not notice what is"
					+ " lost there meanwhile" + suffix));
		}

	}

}
