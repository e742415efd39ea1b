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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that were received, and still wait for their handler when the engine of the
 * subscriber fails, or when the subscriber ends.
 */
class WaitingMessagesTests {

	private static final int COUNT = 50;

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final List<Integer> handled = new CopyOnWriteArrayList<>();

	private final List<ZmqState> states = new CopyOnWriteArrayList<>();

	private final Semaphore calls = new Semaphore(0);

	private final ZmqContext publishing = TestSecurity.NULL.context();

	private final ZmqContext receiving = TestSecurity.NULL.context();

	private final String replay = "tcp://127.0.0.1:" + FreePort.find();

	private final ZmqPublisher publisher = new ZmqPublisher("events",
			PublisherSettings.builder("tcp://127.0.0.1:0").replay(PublisherReplaySettings.of(this.replay)).build(),
			this.publishing, PubSubRoles.JSON, (event) -> {
			});

	@TempDir
	private Path directory;

	@BeforeEach
	void publish() {
		this.publisher.start();
		publish(1, COUNT);
	}

	@AfterEach
	void close() {
		this.calls.release(10_000);
		this.receiving.close();
		this.publisher.stop();
		this.publishing.close();
	}

	private void publish(int from, int to) {
		IntStream.rangeClosed(from, to).forEach((i) -> this.publisher.publish(String.valueOf(i), "tea"));
	}

	private ZmqSubscriber subscribe(int concurrency, Duration shutdownTimeout) {
		HandlerInvocation.Single handler = (topic, payload, headers) -> {
			this.calls.acquire();
			handled(payload);
			return null;
		};
		return subscribe(concurrency, shutdownTimeout, handler);
	}

	private void handled(byte[] payload) {
		this.handled.add(Integer.valueOf(new String(payload, StandardCharsets.UTF_8)));
	}

	private ZmqSubscriber subscribe(int concurrency, Duration shutdownTimeout, HandlerInvocation handler) {
		SubscriberSettings settings = SubscriberSettings.builder(PubSubRoles.addressOf(this.publisher))
			.shutdownTimeout(shutdownTimeout)
			.replay(new SubscriberReplaySettings(List.of(this.replay), ReplayStart.EARLIEST,
					this.directory.resolve("numbers").toString()))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("events", settings, this.receiving, PubSubRoles.JSON,
				new LoggingErrorHandler(), PubSubRoles.collecting(this.states));
		FailurePolicy retry = new FailurePolicy(RetryPolicy.builder().maxRetries(1).delay(RETRY).build(), null, null,
				null);
		subscriber.add(new HandlerSpec("tea", List.of(subscriber.parse("tea")), concurrency, handler, retry), true);
		subscriber.start();
		return subscriber;
	}

	// The handler has taken the first message
	private void awaitRecovered(ZmqSubscriber subscriber, int count) {
		EventsApplication.await().until(() -> subscriber.stats().recovered() == count && this.calls.hasQueuedThreads());
	}

	private void assertHandledOnce(ZmqSubscriber subscriber, int last) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.handled)
				.containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList()));
		assertThat(subscriber.stats().drops()).isEmpty();
		assertThat(subscriber.stats().lost()).isZero();
	}

	@Test
	void messagesInLanesAreHandledAfterTheFailureOfTheEngine() {
		ZmqSubscriber subscriber = subscribe(2, Duration.ofMillis(100));
		awaitRecovered(subscriber, COUNT);
		FailedEngine.of(this.receiving).awaitReplacement(subscriber);
		publish(COUNT + 1, 2 * COUNT);
		this.calls.release(10_000);
		assertHandledOnce(subscriber, 2 * COUNT);
		subscriber.stop();
	}

	// A pause lets the receiving thread go on, and it holds the rest of the answer
	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void messagesOfAPausedSubscriberAreHandledAfterTheFailureOfTheEngine(int concurrency) {
		ZmqSubscriber subscriber = subscribe(concurrency, Duration.ofSeconds(30));
		awaitRecovered(subscriber, (concurrency == 1) ? 1 : COUNT);
		Threads.daemon(subscriber::pause, "pausing").start();
		assertThat(subscriber.awaitState(ZmqState.PAUSED, Duration.ofSeconds(10))).isTrue();
		this.calls.release();
		EventsApplication.await().until(() -> subscriber.stats().recovered() == COUNT && this.handled.size() == 1);
		FailedEngine.of(this.receiving);
		EventsApplication.await().until(() -> this.states.stream().filter(ZmqState.PAUSED::equals).count() == 2);
		publish(COUNT + 1, 2 * COUNT);
		this.calls.release(10_000);
		assertThat(this.handled).hasSize(1);
		subscriber.resume();
		assertHandledOnce(subscriber, 2 * COUNT);
		subscriber.stop();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void messageThatWaitsForItsNextAttemptIsTriedAgainAfterTheFailureOfTheEngine(int concurrency) {
		AtomicInteger attempts = new AtomicInteger();
		HandlerInvocation.Single handler = (topic, payload, headers) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new IllegalStateException("for the test");
			}
			handled(payload);
			return null;
		};
		ZmqSubscriber subscriber = subscribe(concurrency, Duration.ofSeconds(30), handler);
		EventsApplication.await().until(() -> attempts.get() == 1);
		FailedEngine.of(this.receiving).awaitReplacement(subscriber);
		assertHandledOnce(subscriber, COUNT);
		assertThat(attempts).hasValue(COUNT + 1);
		assertThat(subscriber.stats().failed()).isZero();
		subscriber.stop();
	}

	@Test
	void messagesThatWaitedWhenTheEngineFailedAreNotWrittenAsHandled() {
		ZmqSubscriber subscriber = subscribe(2, Duration.ofMillis(100));
		awaitRecovered(subscriber, COUNT);
		FailedEngine.of(this.receiving).awaitReplacement(subscriber);
		subscriber.stop();
		assertContinues();
	}

	@Test
	void messagesThatWaitedAtTheStopAreNotWrittenAsHandled() {
		ZmqSubscriber subscriber = subscribe(2, Duration.ofMillis(100));
		awaitRecovered(subscriber, COUNT);
		subscriber.stop();
		assertContinues();
	}

	@Test
	void messagesThatWaitedWhenTheSubscriberFailedAreNotWrittenAsHandled() {
		ZmqSubscriber subscriber = subscribe(2, Duration.ofMillis(100));
		awaitRecovered(subscriber, COUNT);
		subscriber.recordError(new ZmqException("for the test"), true);
		EventsApplication.await()
			.until(() -> subscriber.stats().drops().values().stream().anyMatch((count) -> count > 1));
		subscriber.stop();
		assertContinues();
	}

	// The handler of the first message was interrupted, so that message has failed
	private void assertContinues() {
		this.calls.release(10_000);
		ZmqSubscriber next = subscribe(1, Duration.ofSeconds(1));
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.handled)
				.containsExactlyElementsOf(IntStream.rangeClosed(2, COUNT).boxed().toList()));
		next.stop();
	}

}
