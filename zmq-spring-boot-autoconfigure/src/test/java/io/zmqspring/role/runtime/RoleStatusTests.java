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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.role.statistics.DropEpisodes;
import io.zmqspring.role.statistics.RoleStatistics;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The status of a role: counters, errors, events.
 */
class RoleStatusTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final ZmqPublisher publisher = new ZmqPublisher("camera", PublisherSettings.of("tcp://127.0.0.1:*"),
			this.context, PubSubRoles.JSON, this.events::add);

	@AfterEach
	void close() {
		this.publisher.stop();
		this.context.close();
	}

	private <T> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	@Test
	void startTimeAndUptimeAreThoseSinceTheLastStart() {
		assertThat(this.publisher.stats()).returns(null, ZmqStatistics::startedAt)
			.returns(Duration.ZERO, ZmqStatistics::uptime);
		Instant before = Instant.now();
		this.publisher.start();
		assertThat(this.publisher.stats().startedAt()).isBetween(before, Instant.now());
		await().until(() -> this.publisher.stats().uptime().toMillis() > 5);
		this.publisher.stop();
		assertThat(this.publisher.stats().startedAt()).isNull();
		assertThat(this.publisher.stats().uptime()).isZero();
	}

	@Test
	void timeOfTheLastMessageIsRecordedWhileNobodyReadsIt() {
		this.publisher.start();
		assertThat(this.publisher.stats().lastMessageAt()).isNull();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(this.publisher), "t");
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber("t"));
		Instant before = Instant.now();
		this.publisher.publish("x", "t");
		Instant after = Instant.now();
		Stopwatch stopwatch = Stopwatch.start();
		// Reading the statistics would record the time as well
		await().during(Duration.ofSeconds(1)).until(() -> this.publisher.state() == ZmqState.RUNNING);
		assertThat(this.publisher.stats().lastMessageAt()).isBetween(before,
				after.plusMillis(900).plus(stopwatch.paused()));
		subscriber.stop();
	}

	@Test
	void failuresAreCountedByExceptionType() {
		this.publisher.start();
		for (int i = 0; i < 3; i++) {
			assertThatException().isThrownBy(() -> this.publisher.publish("no topic"));
		}
		assertThat(this.publisher.stats().failures())
			.containsExactly(java.util.Map.entry("IllegalArgumentException", 3L));
		assertThat(this.publisher.stats().failed()).isEqualTo(3);
	}

	@Test
	void recordedErrorBecomesTheLastErrorAndIsPublishedAsAnEvent() {
		this.publisher.start();
		this.publisher.recordError(new IllegalStateException("lens cap on"), false);
		assertThat(this.publisher.stats().lastError()).contains("lens cap on");
		assertThat(this.publisher.state()).isEqualTo(ZmqState.RUNNING);
		assertThat(this.publisher.faults()).isEmpty();
		await().until(() -> !events(ZmqErrorEvent.class).isEmpty());
		assertThat(events(ZmqErrorEvent.class).get(0)).returns(this.publisher, ZmqErrorEvent::getSource)
			.returns("publisher", ZmqErrorEvent::role)
			.returns("camera", ZmqErrorEvent::name)
			.returns(false, ZmqErrorEvent::fatal);
	}

	@Test
	void fatalErrorStopsTheRoleAndItIsFailedUntilItIsStarted() {
		this.publisher.start();
		String address = this.publisher.boundAddresses().get(0);
		this.publisher.recordError(new IllegalStateException("lens broken"), true);
		assertThat(this.publisher.state()).isEqualTo(ZmqState.FAILED);
		await().until(() -> this.publisher.boundAddresses().isEmpty());
		assertThat(this.publisher.faults())
			.containsExactly("it has failed: java.lang.IllegalStateException: lens broken");
		await().until(() -> events(ZmqErrorEvent.class).stream().anyMatch(ZmqErrorEvent::fatal));
		assertThat(address).isNotEmpty();
		this.publisher.start();
		assertThat(this.publisher.state()).isEqualTo(ZmqState.RUNNING);
		assertThat(this.publisher.faults()).isEmpty();
	}

	@Test
	void failedStartIsAFatalError() {
		this.publisher.start();
		ZmqPublisher second = new ZmqPublisher("second", PublisherSettings.of(this.publisher.boundAddresses().get(0)),
				this.context, PubSubRoles.JSON, this.events::add);
		assertThatException().isThrownBy(second::start);
		assertThat(second.state()).isEqualTo(ZmqState.FAILED);
		assertThat(second.faults()).singleElement().asString().contains("it has failed").contains("in use");
		await().until(() -> events(ZmqErrorEvent.class).stream().anyMatch(ZmqErrorEvent::fatal));
	}

	@Test
	void fatalErrorInAHandlerStopsItsSubscriber() {
		this.publisher.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, PubSubRoles.addressOf(this.publisher));
		subscriber.addHandler("t", (topic, payload) -> subscriber.recordError(new Error("full disk"), true));
		subscriber.start();
		await().until(() -> this.publisher.hasSubscriber("t"));
		this.publisher.publish("x", "t");
		await().until(() -> subscriber.state() == ZmqState.FAILED && subscriber.connections().isEmpty());
		assertThat(subscriber.faults()).containsExactly("it has failed: java.lang.Error: full disk");
		subscriber.stop();
		assertThat(subscriber.state()).isEqualTo(ZmqState.STOPPED);
	}

	@Test
	void exceptionOfAnEventListenerIsIgnored() {
		ZmqPublisher failing = new ZmqPublisher("failing", PublisherSettings.of("tcp://127.0.0.1:*"), this.context,
				PubSubRoles.JSON, (event) -> {
					this.events.add(event);
					throw new IllegalStateException("listener");
				});
		failing.start();
		failing.recordError(new IllegalStateException("one"), false);
		failing.recordError(new IllegalStateException("two"), false);
		await().until(() -> events(ZmqErrorEvent.class).size() == 2);
		failing.stop();
	}

	@Test
	void dropsOfOneEpisodeAreReportedOnce() {
		RoleStatistics statistics = new RoleStatistics();
		List<String> reported = new CopyOnWriteArrayList<>();
		DropEpisodes episodes = new DropEpisodes(statistics,
				(reason, count) -> reported.add(count + " " + reason.tag()));
		statistics.dropped(DropReason.STOPPED, "one");
		episodes.observe(false);
		statistics.dropped(DropReason.STOPPED, "two");
		episodes.observe(false);
		assertThat(reported).isEmpty();
		await().untilAsserted(() -> {
			episodes.observe(false);
			assertThat(reported).containsExactly("2 stopped");
		});
		statistics.dropped(DropReason.STOPPED, "three");
		episodes.observe(true);
		assertThat(reported).containsExactly("2 stopped", "1 stopped");
	}

}
