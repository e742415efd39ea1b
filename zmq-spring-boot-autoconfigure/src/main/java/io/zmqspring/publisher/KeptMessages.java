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

package io.zmqspring.publisher;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.ReplayServer;
import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.lastvalue.LastValueCache;

/**
 * What a publisher keeps while the engine is replaced: the numbers of its messages, the
 * recent messages for subscribers that have missed some, and the newest ones for
 * subscribers that join. Numbers and recent messages are kept from a start to the next
 * stop.
 */
final class KeptMessages {

	private static final Log logger = LogFactory.getLog(ZmqPublisher.class);

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

	private final String publisher;

	private final PublisherSettings settings;

	private final SendClock clock = new SendClock();

	private final @Nullable LastValueCache lastValues;

	private volatile @Nullable ReplayStore store;

	// What is wrong with the times in the file
	private volatile @Nullable String ahead;

	private volatile @Nullable MessageNumbers numbers;

	// The requests of the runs that have ended
	private volatile long answered;

	private volatile long refused;

	/**
	 * Create an empty collection.
	 * @param publisher the name of the publisher
	 * @param settings its settings
	 */
	KeptMessages(String publisher, PublisherSettings settings) {
		this.publisher = publisher;
		this.settings = settings;
		this.lastValues = LastValueTopics.cache(publisher, settings.lastValue());
	}

	/**
	 * Begin with a new epoch.
	 * @throws ZmqConfigurationException if {@code replay.file} cannot be used
	 */
	void begin() {
		ReplayStore kept = this.settings.replay().enabled() ? open() : null;
		this.numbers = this.settings.sequence() ? new MessageNumbers(this.publisher, this.clock, kept) : null;
	}

	// A start that follows a failure finds it open
	private ReplayStore open() {
		ReplayStore kept = this.store;
		if (kept == null || kept.fault() != null) {
			end();
			kept = ReplayStore.open(this.publisher, this.settings.replay());
			this.store = kept;
			this.ahead = ahead(kept.newestTime());
		}
		this.clock.continueAfter(kept.newestTime());
		return kept;
	}

	// Each message needs a later time than the one before
	private @Nullable String ahead(long newest) {
		Instant time = Instant.EPOCH.plusNanos(newest);
		if (time.isBefore(Instant.now().plus(CLOCK_TOLERANCE))) {
			return null;
		}
		String problem = "the file " + this.settings.replay().file() + " has messages of "
				+ time.truncatedTo(ChronoUnit.SECONDS)
				+ ", when the clock of this host was wrong, or it is wrong now. Until then each message is sent with a"
				+ " time in the future, so that its age is wrong";
		logger.warn("Publisher '" + this.publisher + "': " + problem
				+ ". Check the clock. If it is right, stop the publisher, delete the file, and start it again");
		return problem;
	}

	/**
	 * Forget the numbers and the recent messages. Those in a file are found by the next
	 * {@link #begin()}.
	 */
	void end() {
		ReplayStore kept = this.store;
		this.store = null;
		this.numbers = null;
		if (kept != null) {
			kept.close();
		}
	}

	/**
	 * The topics of a run, whose messages are kept.
	 * @return the topics
	 */
	OutboundTopics topics() {
		return new OutboundTopics(this.settings, this.numbers, this.lastValues);
	}

	/**
	 * The recent messages.
	 * @return the messages, {@code null} without replay, and while stopped
	 */
	@Nullable ReplayStore recent() {
		return this.store;
	}

	/**
	 * What is wrong although messages are published.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> warnings() {
		ReplayStore kept = this.store;
		return (kept != null)
				? Stream.of(kept.fault(), this.ahead).filter(Objects::nonNull).map(String::valueOf).toList()
				: List.of();
	}

	/**
	 * How much is kept for replay, and how often it was asked for.
	 * @param run the present run, if any
	 * @return the sizes and counts, {@code null} without replay
	 */
	@Nullable ReplayStatus replayStatus(@Nullable PublisherRun run) {
		if (!this.settings.replay().enabled()) {
			return null;
		}
		ReplayServer server = (run != null) ? run.replay() : null;
		return ReplayStatus.of(this.store, this.answered + ((server != null) ? server.answered() : 0),
				this.refused + ((server != null) ? server.refused() : 0));
	}

	/**
	 * Remember the counts of a run that has ended.
	 * @param server its server, if any
	 */
	void addCounts(@Nullable ReplayServer server) {
		if (server != null) {
			this.answered = this.answered + server.answered();
			this.refused = this.refused + server.refused();
		}
	}

	/**
	 * The newest messages of topics.
	 * @return the messages, {@code null} without {@code last-value}
	 */
	@Nullable LastValueCache lastValues() {
		return this.lastValues;
	}

}
