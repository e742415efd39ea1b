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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.role.DropReason;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.role.statistics.AgeSampler;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.OnTooOld;
import io.zmqspring.support.LogThrottle;
import io.zmqspring.support.PrintableText;

/**
 * Measures how old messages are when they are received: a sample of them, or with
 * {@code max-age} each one. Finds publishers whose clock differs. Used by the receiving
 * thread, except for {@link #warnings()}.
 */
final class MessageAge {

	private static final Log logger = LogFactory.getLog(MessageAge.class);

	// Less is how exactly a clock can be read
	private static final long CLOCK_DIFFERS = Duration.ofMillis(-1).toNanos();

	private final ClockWarnings disagreements = new ClockWarnings(System::nanoTime);

	private final SmallestAge smallest = new SmallestAge();

	private final LogThrottle tooOld = new LogThrottle(Duration.ofSeconds(10));

	private final LogThrottle disagreeing = new LogThrottle(Duration.ofMinutes(1));

	private final long maxAge;

	private final OnTooOld onTooOld;

	private final RoleStatus status;

	private final SequenceEvents events;

	private final AgeSampler sampler;

	MessageAge(SubscriberSettings settings, RoleStatus status, SequenceEvents events) {
		Duration limit = settings.maxAge();
		this.maxAge = (limit != null) ? limit.toNanos() : 0;
		this.onTooOld = settings.onTooOld();
		this.status = status;
		this.events = events;
		this.sampler = status.timings().ages();
	}

	/**
	 * Measure the age of a message, if necessary.
	 * @param topic its topic
	 * @param publisher its publisher
	 * @param time when it was sent, in nanoseconds since 1970
	 * @return {@code false} if it is to be dropped
	 */
	boolean accept(String topic, PublisherEpoch publisher, long time) {
		// With max-age the clock is read for each message anyway
		if (this.maxAge == 0 && !this.sampler.isNext()) {
			return true;
		}
		long now = now();
		// A peer may write any time
		long age = now - Math.max(time, 0);
		this.sampler.record(Math.max(age, 0));
		if (this.smallest.add(age, now)) {
			this.status.statistics().sequences().setSmallestAge(Duration.ofNanos(this.smallest.result()));
		}
		if (publisher.ages().add(age, now)) {
			compareClocks(publisher, publisher.ages().result());
		}
		return this.maxAge == 0 || age <= this.maxAge || acceptTooOld(topic, publisher, age);
	}

	/**
	 * Compare the age of a message that has waited with the limit. It is not measured,
	 * because it does not tell how long messages take.
	 * @param topic its topic
	 * @param publisher its publisher
	 * @param time when it was sent, in nanoseconds since 1970
	 * @return {@code false} if it is to be dropped
	 */
	boolean acceptLater(String topic, PublisherEpoch publisher, long time) {
		if (this.maxAge == 0) {
			return true;
		}
		long age = now() - Math.max(time, 0);
		return age <= this.maxAge || acceptTooOld(topic, publisher, age);
	}

	private static long now() {
		Instant now = Instant.now();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

	private boolean acceptTooOld(String topic, PublisherEpoch publisher, long age) {
		switch (this.onTooOld) {
			case WARN -> this.tooOld.log((suffix) -> logger
				.warn(this.status + " has received a message of topic '" + PrintableText.of(topic) + "' that is "
						+ text(age) + " old, more than max-age (" + text(this.maxAge) + ")" + suffix));
			case EVENT -> this.events.tooOld(topic, publisher, age);
			case DROP -> this.status.statistics().dropped(DropReason.TOO_OLD, 1);
		}
		return this.onTooOld != OnTooOld.DROP;
	}

	private void compareClocks(PublisherEpoch publisher, long youngest) {
		if (youngest >= CLOCK_DIFFERS && (this.maxAge == 0 || youngest <= this.maxAge)) {
			this.disagreements.remove(publisher);
			return;
		}
		String from = publisher + ((publisher.address() != null) ? " at " + publisher.address() : "");
		String problem = (youngest < 0) ? "the messages of publisher " + from + " arrive " + text(-youngest)
				+ " before they were sent: its clock and the clock of this host disagree, so that their ages are"
				+ " wrong"
				: "the messages of publisher " + from + " are at least " + text(youngest)
						+ " old, more than max-age: its clock and the clock of this host disagree, or all messages"
						+ " take that long";
		this.disagreements.put(publisher, problem);
		this.disagreeing.log((suffix) -> logger
			.warn(this.status + ": " + problem + ". Synchronize the clocks of both hosts" + suffix));
	}

	private static String text(long nanos) {
		return SettingText.of(Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos)));
	}

	/**
	 * The publishers whose clock differs.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> warnings() {
		return this.disagreements.all();
	}

	void forget() {
		this.disagreements.clear();
		this.status.statistics().sequences().setSmallestAge(null);
	}

}
