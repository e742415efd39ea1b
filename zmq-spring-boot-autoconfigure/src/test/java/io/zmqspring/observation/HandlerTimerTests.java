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

package io.zmqspring.observation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The timer {@code zmq.listener}.
 */
class HandlerTimerTests {

	private static final int BURST = 200_000;

	@Test
	void countIsExactOneSecondAfterABurst() {
		MeteredApplication.with(Counting.class).run((context) -> {
			burst(context, "count");
			assertCounts(context, "counting", BURST);
		});
	}

	@Test
	void countIsExactWithSeveralThreads() {
		MeteredApplication.with(Concurrent.class).run((context) -> {
			burst(context, "a", "b", "c", "d", "e");
			assertCounts(context, "concurrent", BURST);
		});
	}

	@Test
	void callsThatWereNotTimedAreRecordedWhenTheSubscriberStops() {
		MeteredApplication.with(Counting.class).run((context) -> {
			burst(context, "count");
			EventsApplication.awaitCount(context, ZmqStatistics::received, BURST);
			EventsApplication.subscriber(context).stop();
			assertThat(MeteredApplication.timer(context, "counting").count()).isEqualTo(BURST);
		});
	}

	@Test
	void totalTimeIsCorrectAlthoughMostCallsWereNotTimed() {
		int count = 20_000;
		MeteredApplication.with(Uneven.class).run((context) -> {
			for (int i = 0; i < count; i++) {
				EventsApplication.publish(context, "uneven", new byte[0]);
			}
			assertCounts(context, "uneven", count);
			// The load of the machine makes calls longer, a few of them much longer
			double least = count / 4 * 100_000 + count * 3 / 4 * 2_000;
			double actual = context.getBean(Uneven.class).nanos.get();
			// Each of the longest calls may be timed, and then counts 32 times
			double outliers = 32.0 * context.getBean(Uneven.class).interrupted.get();
			assertThat(MeteredApplication.timer(context, "uneven").totalTime(TimeUnit.NANOSECONDS))
				.isBetween(least * 0.8, actual * 1.25 + outliers);
		});
	}

	private static void burst(ApplicationContext context, String... topics) {
		ZmqPublisher publisher = EventsApplication.publisher(context);
		EventsApplication.await().until(() -> publisher.hasSubscriber(topics[0]));
		for (int i = 0; i < BURST; i++) {
			publisher.publish(new byte[8], topics[i % topics.length]);
		}
	}

	private static void assertCounts(ApplicationContext context, String id, long count) {
		EventsApplication.awaitCount(context, ZmqStatistics::received, count);
		Timer timer = MeteredApplication.timer(context, id);
		Stopwatch.start().assertWithin(Duration.ofSeconds(1), () -> assertThat(timer.count()).isEqualTo(count));
		assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	@Test
	void thereIsNoTimerIfTimingIsDisabled() {
		MeteredApplication.with(Counting.class).withPropertyValues("zmq.listener.timing=false").run((context) -> {
			EventsApplication.publish(context, "count", "x");
			EventsApplication.awaitCount(context, ZmqStatistics::received, 1);
			assertThat(MeteredApplication.registry(context).find("zmq.listener").timer()).isNull();
			assertThat(MeteredApplication.registry(context).find("zmq.messages.received").functionCounter())
				.isNotNull();
		});
	}

	@Test
	void asynchronousCallIsTimedUntilItsResultIsComplete() {
		MeteredApplication.with(Later.class).run((context) -> {
			EventsApplication.publish(context, "later", "x");
			Later later = context.getBean(Later.class);
			assertThat(later.called.await(30, TimeUnit.SECONDS)).isTrue();
			EventsApplication.await()
				.during(Duration.ofMillis(50))
				.untilAsserted(() -> assertThat(MeteredApplication.timer(context, "later").count()).isZero());
			later.result.complete(null);
			EventsApplication.await().until(() -> MeteredApplication.timer(context, "later").count() == 1);
			assertThat(MeteredApplication.timer(context, "later").totalTime(TimeUnit.MILLISECONDS))
				.isGreaterThanOrEqualTo(50);
		});
	}

	@Test
	void failuresAreRecordedByException() {
		int count = 300;
		MeteredApplication.with(Failing.class).run((context) -> {
			for (int i = 0; i < count; i++) {
				EventsApplication.publish(context, "thrown", "x");
			}
			EventsApplication.publish(context, "completed", "x");
			EventsApplication.awaitCount(context, ZmqStatistics::failed, count + 1);
			assertThat(failures(context, "thrown", "IllegalStateException")).isEqualTo(count);
			EventsApplication.await()
				.untilAsserted(
						() -> assertThat(failures(context, "completed", "UnsupportedOperationException")).isEqualTo(1));
			assertThat(MeteredApplication.timer(context, "thrown").count()).isZero();
		});
	}

	private static long failures(ApplicationContext context, String id, String exception) {
		return MeteredApplication.registry(context)
			.get("zmq.listener")
			.tags("id", id, "result", "failure", "exception", exception, "role", "subscriber", "name", "events")
			.timer()
			.count();
	}

	@Test
	void rejectedMessageIsNotRecorded() {
		MeteredApplication.with(Numbers.class).run((context) -> {
			EventsApplication.publish(context, "number", "no number");
			EventsApplication.publish(context, "number", "1");
			EventsApplication.awaitCount(context, ZmqStatistics::received, 2);
			EventsApplication.await().until(() -> MeteredApplication.timer(context, "numbers").count() == 1);
			assertThat(MeteredApplication.registry(context).get("zmq.listener").timers()).hasSize(1);
		});
	}

	@Test
	void batchIsOneCall() {
		MeteredApplication.with(Batches.class).run((context) -> {
			for (int i = 0; i < 1000; i++) {
				EventsApplication.publish(context, "batch", "x");
			}
			Batches batches = context.getBean(Batches.class);
			EventsApplication.await().until(() -> batches.messages.get() == 1000);
			EventsApplication.await()
				.untilAsserted(() -> assertThat(MeteredApplication.timer(context, "batches").count())
					.isEqualTo(batches.calls.get()));
			assertThat(batches.calls.get()).isLessThan(1000);
		});
	}

	@Test
	void configuredPercentilesAreRecorded() {
		MeteredApplication.with(Counting.class)
			.withPropertyValues("management.metrics.distribution.percentiles.zmq.listener=0.5")
			.run((context) -> {
				EventsApplication.publish(context, "count", "x");
				EventsApplication.await()
					.untilAsserted(() -> assertThat(
							MeteredApplication.timer(context, "counting").takeSnapshot().percentileValues())
						.singleElement()
						.satisfies((value) -> assertThat(value.value()).isPositive()));
			});
	}

	@Test
	void programmaticHandlerHasATimerUntilItIsRemoved() {
		MeteredApplication.with(Counting.class).run((context) -> {
			var subscriber = EventsApplication.subscriber(context);
			var first = subscriber.addHandler("a", (topic, payload) -> {
			});
			var second = subscriber.addHandler("a", (topic, payload) -> {
			});
			EventsApplication.publish(context, "a", "x");
			EventsApplication.await().until(() -> MeteredApplication.timer(context, "handler of a").count() == 2);
			first.remove();
			assertThat(MeteredApplication.timer(context, "handler of a").count()).isEqualTo(2);
			second.remove();
			assertThat(MeteredApplication.registry(context).find("zmq.listener").tag("id", "handler of a").timer())
				.isNull();
		});
	}

	static class Counting {

		@ZmqListener(topics = "count", id = "counting")
		void on(byte[] payload) {
		}

	}

	static class Concurrent {

		@ZmqListener(topics = "*", id = "concurrent", concurrency = "3")
		void on(byte[] payload) {
		}

	}

	/** Every fourth call is slow, so timing every n-th call would give a wrong total. */
	static class Uneven {

		final AtomicLong nanos = new AtomicLong();

		// The total of the calls during which another process had the processor
		final AtomicLong interrupted = new AtomicLong();

		private int calls;

		@ZmqListener(topics = "uneven", id = "uneven")
		void on(byte[] payload) {
			long begun = System.nanoTime();
			while (System.nanoTime() - begun < ((this.calls % 4 == 0) ? 100_000 : 2_000)) {
				Thread.onSpinWait();
			}
			this.calls++;
			long taken = System.nanoTime() - begun;
			this.nanos.addAndGet(taken);
			this.interrupted.addAndGet((taken > 1_000_000) ? taken : 0);
		}

	}

	static class Later {

		final CountDownLatch called = new CountDownLatch(1);

		final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

		@ZmqListener(topics = "later", id = "later")
		CompletionStage<@Nullable Void> on(String payload) {
			this.called.countDown();
			return this.result;
		}

	}

	static class Failing {

		@ZmqListener(topics = "thrown", id = "thrown")
		void thrown(String payload) {
			throw new IllegalStateException("on purpose");
		}

		@ZmqListener(topics = "completed", id = "completed")
		CompletionStage<?> completed(String payload) {
			return CompletableFuture.runAsync(() -> {
				throw new UnsupportedOperationException("on purpose");
			});
		}

	}

	static class Numbers {

		@ZmqListener(topics = "number", id = "numbers")
		void on(Integer number) {
		}

	}

	static class Batches {

		final AtomicLong calls = new AtomicLong();

		final AtomicLong messages = new AtomicLong();

		@ZmqListener(topics = "batch", id = "batches")
		void on(List<String> batch) {
			LockSupport.parkNanos(1_000_000);
			this.calls.incrementAndGet();
			this.messages.addAndGet(batch.size());
		}

	}

}
