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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.CallRecorder;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.settings.value.LatencyClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which calls of a handler are timed, and what is recorded of the others. A tick is what
 * a running role does ten times a second.
 */
class CallSamplerTests {

	private static final byte[] PAYLOAD = {};

	private final RoleStatistics statistics = new RoleStatistics();

	private final HandlerTimings timings = new HandlerTimings("subscriber 'events'", this.statistics,
			new GuardedObserver("subscriber 'events'"));

	private final List<Recorded> recorded = new CopyOnWriteArrayList<>();

	private final CallSampler sampler = this.timings.add("listener", FailurePolicy.DEFAULT);

	private static void call(HandlerInvocation.Single handler, int times) throws Throwable {
		for (int i = 0; i < times; i++) {
			handler.invoke("topic", PAYLOAD, Map.of());
		}
	}

	private long calls() {
		return this.recorded.stream().mapToLong(Recorded::times).sum();
	}

	private void startRecording() {
		this.timings.observe(new Recording());
	}

	@Test
	void firstHundredCallsOfATickAreTimed() throws Throwable {
		startRecording();
		HandlerInvocation.Single handler = this.sampler.around((topic, payload, headers) -> null);
		for (int tick = 1; tick <= 3; tick++) {
			call(handler, 100);
			assertThat(this.recorded).hasSize(100 * tick).allMatch((call) -> call.times() == 1);
			this.timings.tick();
			assertThat(this.recorded).as("nothing is left for the tick").hasSize(100 * tick);
		}
	}

	@Test
	void ofTheOtherCallsOneIn32IsTimedAndTheTickRecordsTheRest() throws Throwable {
		startRecording();
		call(this.sampler.around((topic, payload, headers) -> null), 32_100);
		assertThat(this.recorded.size() - 100).isBetween(700, 1300);
		assertThat(calls()).isLessThan(2000);
		this.timings.tick();
		assertThat(calls()).isEqualTo(32_100);
		this.timings.tick();
		assertThat(calls()).isEqualTo(32_100);
	}

	// Otherwise a slow beginning would count for a whole burst
	@Test
	void callsThatAreOnlyCountedGetTheDurationsOfThoseChosenAtRandom() throws Throwable {
		startRecording();
		AtomicLong calls = new AtomicLong();
		call(this.sampler.around((topic, payload, headers) -> {
			if (calls.incrementAndGet() <= 100) {
				LockSupport.parkNanos(1_000_000);
			}
			return null;
		}), 32_100);
		int timed = this.recorded.size();
		this.timings.tick();
		List<Recorded> counted = this.recorded.subList(timed, this.recorded.size());
		long slow = counted.stream().filter((call) -> call.nanos() >= 1_000_000).mapToLong(Recorded::times).sum();
		assertThat(slow).as("only the first call was a sample, until there were others").isLessThan(32_000 / 100);
	}

	@Test
	void withABudgetEveryCallIsTimed() throws Throwable {
		this.timings.use(LatencyClass.CONTROL, "test");
		AtomicLong calls = new AtomicLong();
		call(this.sampler.around((topic, payload, headers) -> {
			if (calls.incrementAndGet() % 100 == 0) {
				LockSupport.parkNanos(Duration.ofMillis(12).toNanos());
			}
			return null;
		}), 1000);
		// Other calls may be delayed too
		assertThat(this.statistics.snapshot(null).overruns().get("listener")).isGreaterThanOrEqualTo(10);
		startRecording();
		call(this.sampler.around((topic, payload, headers) -> null), 1000);
		assertThat(this.recorded).hasSize(1000).allMatch((call) -> call.times() == 1);
	}

	@Test
	void withoutARecorderNothingIsKept() throws Throwable {
		call(this.sampler.around((topic, payload, headers) -> null), 10_000);
		startRecording();
		this.timings.tick();
		assertThat(this.recorded).isEmpty();
	}

	@Test
	void failedCallIsRecordedAtOnce() throws Throwable {
		startRecording();
		call(this.sampler.around((topic, payload, headers) -> null), 10_000);
		long before = failures();
		HandlerInvocation.Single failing = this.sampler.around((HandlerInvocation.Single) (topic, payload, headers) -> {
			throw new IllegalStateException("on purpose");
		});
		for (int i = 1; i <= 100; i++) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call(failing, 1));
			assertThat(failures()).isEqualTo(before + i);
		}
	}

	private long failures() {
		return this.recorded.stream().filter((call) -> "IllegalStateException".equals(call.exception())).count();
	}

	@Test
	void callThatDidNotReachTheHandlerIsNotCounted() {
		startRecording();
		HandlerInvocation.Single rejecting = this.sampler
			.around((HandlerInvocation.Single) (topic, payload, headers) -> {
				throw new ZmqRejectedException(RejectReason.UNDECODABLE, "on purpose");
			});
		for (int i = 0; i < 1000; i++) {
			assertThatExceptionOfType(ZmqRejectedException.class).isThrownBy(() -> call(rejecting, 1));
		}
		this.timings.tick();
		assertThat(this.recorded).isEmpty();
	}

	@Test
	void asynchronousCallIsRecordedWhenItsResultCompletes() throws Throwable {
		startRecording();
		CompletableFuture<Object> good = new CompletableFuture<>();
		CompletableFuture<Object> bad = new CompletableFuture<>();
		WorkInvocation handler = this.sampler.around((work, headers) -> (work.length == 0) ? good : bad);
		assertThat(handler.invoke(PAYLOAD, Map.of())).isSameAs(good);
		handler.invoke(new byte[1], Map.of());
		LockSupport.parkNanos(5_000_000);
		assertThat(this.recorded).isEmpty();
		good.complete("result");
		bad.completeExceptionally(new CompletionException(new IllegalStateException("on purpose")));
		assertThat(this.recorded).extracting(Recorded::exception).containsExactly(null, "IllegalStateException");
		assertThat(this.recorded).allMatch((call) -> call.nanos() >= 5_000_000);
	}

	@Test
	void batchIsOneCall() throws Throwable {
		startRecording();
		HandlerInvocation.Batch handler = this.sampler.around(new HandlerInvocation.Batch() {

			@Override
			public Object element(ZmqMessage message) {
				return message;
			}

			@Override
			public @Nullable CompletionStage<?> invoke(List<@Nullable Object> elements) {
				return null;
			}

		});
		handler.invoke(List.of(1, 2, 3));
		assertThat(this.recorded).singleElement().returns(1L, Recorded::times);
	}

	private record Recorded(long nanos, long times, @Nullable String exception) {

	}

	private final class Recording implements RoleObserver {

		@Override
		public CallRecorder handlerAdded(String id) {
			return (nanos, times, exception) -> CallSamplerTests.this.recorded
				.add(new Recorded(nanos, times, exception));
		}

		@Override
		public void overrunsCounted(String id) {
		}

		@Override
		public void retriesCounted(String id) {
		}

		@Override
		public void deadLettersCounted(String id) {
		}

		@Override
		public void handlerRemoved(String id) {
		}

		@Override
		public void failureAdded(String exception) {
		}

		@Override
		public void ended() {
		}

	}

}
