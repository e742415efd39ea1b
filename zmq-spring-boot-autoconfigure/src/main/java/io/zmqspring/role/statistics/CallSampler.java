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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.CallRecorder;
import io.zmqspring.support.Threads;

/**
 * Measures how long the calls of one handler take. Reading the clock twice per message
 * costs an eighth of the throughput, so under load only a sample is timed: the first
 * hundred calls between two ticks, and one in 32 of the others. The rest is counted, and
 * recorded at the next tick with the durations of the sample. With a latency budget every
 * call is timed. Without a budget and a recorder nothing is measured.
 * <p>
 * A call in progress is a single {@code long}, its start, so that timing allocates
 * nothing. The lowest bit of a start, less than the resolution of the clock, says whether
 * the call was chosen at random; see {@link #exactStart()}, {@link #randomStart()} and
 * {@link #isRandom(long)}.
 *
 * @since 0.1
 */
public final class CallSampler {

	private static final int EXACT_PER_TICK = 100;

	private static final int ONE_IN = 32;

	private static final long RANDOM_BIT = 1;

	private static final long UNTIMED = Long.MIN_VALUE;

	private final AtomicInteger exactLeft = new AtomicInteger(EXACT_PER_TICK);

	private final LongAdder untimed = new LongAdder();

	private final DurationReservoir samples = new DurationReservoir();

	private final String id;

	private final FailurePolicy failurePolicy;

	private final GuardedObserver observer;

	private volatile @Nullable CallRecorder recorder;

	private volatile @Nullable LatencyBudget budget;

	// Calls until the next one chosen at random. Several threads may lose a step of it
	private int untilRandom = ONE_IN;

	private long recorded;

	CallSampler(String id, FailurePolicy failurePolicy, GuardedObserver observer) {
		this.id = id;
		this.failurePolicy = failurePolicy;
		this.observer = observer;
	}

	String id() {
		return this.id;
	}

	FailurePolicy failurePolicy() {
		return this.failurePolicy;
	}

	void recordTo(@Nullable CallRecorder newRecorder) {
		this.recorder = newRecorder;
	}

	void limit(LatencyBudget limit) {
		this.budget = limit;
	}

	/**
	 * Time the calls of a handler.
	 * @param handler the handler
	 * @return calls and times the handler
	 */
	public HandlerInvocation.Single around(HandlerInvocation.Single handler) {
		return (topic, payload, headers) -> {
			long start = begin();
			try {
				return follow(start, handler.invoke(topic, payload, headers));
			}
			catch (Throwable ex) {
				end(start, ex);
				throw ex;
			}
		};
	}

	/**
	 * Time the calls of a batch handler.
	 * @param handler the handler
	 * @return calls and times the handler
	 */
	public HandlerInvocation.Batch around(HandlerInvocation.Batch handler) {
		return new HandlerInvocation.Batch() {

			@Override
			public @Nullable Object element(ZmqMessage message) {
				return handler.element(message);
			}

			@Override
			public @Nullable CompletionStage<?> invoke(List<@Nullable Object> elements) throws Throwable {
				long start = begin();
				try {
					return follow(start, handler.invoke(elements));
				}
				catch (Throwable ex) {
					end(start, ex);
					throw ex;
				}
			}

		};
	}

	/**
	 * Time the calls of a work handler.
	 * @param handler the handler
	 * @return calls and times the handler
	 */
	public WorkInvocation around(WorkInvocation handler) {
		return (work, headers) -> {
			long start = begin();
			try {
				Object result = handler.invoke(work, headers);
				follow(start, (result instanceof CompletionStage<?> stage) ? stage : null);
				return result;
			}
			catch (Throwable ex) {
				end(start, ex);
				throw ex;
			}
		};
	}

	private @Nullable CompletionStage<?> follow(long start, @Nullable CompletionStage<?> stage) {
		if (stage == null) {
			end(start, null);
		}
		else {
			stage.whenComplete((result, error) -> end(start, (error != null) ? Threads.unwrap(error) : null));
		}
		return stage;
	}

	private long begin() {
		if (this.budget != null) {
			return exactStart();
		}
		if (this.recorder == null) {
			return UNTIMED;
		}
		if (this.exactLeft.get() > 0 && this.exactLeft.getAndDecrement() > 0) {
			return exactStart();
		}
		if (--this.untilRandom > 0) {
			return UNTIMED;
		}
		// A random number of calls, so that the sample does not follow a pattern of the
		// messages
		this.untilRandom = ThreadLocalRandom.current().nextInt(1, 2 * ONE_IN);
		return randomStart();
	}

	private static long exactStart() {
		return System.nanoTime() & ~RANDOM_BIT;
	}

	private static long randomStart() {
		return System.nanoTime() | RANDOM_BIT;
	}

	private static boolean isRandom(long start) {
		return (start & RANDOM_BIT) != 0;
	}

	private void end(long start, @Nullable Throwable error) {
		if (error instanceof ZmqRejectedException) {
			// The handler was not reached
			return;
		}
		CallRecorder current = this.recorder;
		if (start != UNTIMED) {
			timed(current, System.nanoTime() - start, isRandom(start), error);
		}
		else if (current != null && error == null) {
			this.untimed.increment();
		}
		else if (current != null) {
			this.observer.record(current, this.samples.any(), 1, error);
		}
	}

	// The first calls of a tick do not represent the calls of a burst
	private void timed(@Nullable CallRecorder current, long nanos, boolean random, @Nullable Throwable error) {
		LatencyBudget limit = this.budget;
		if (limit != null) {
			limit.check(nanos);
		}
		else if (error == null && (random || this.samples.isEmpty())) {
			this.samples.add(nanos);
		}
		if (current != null) {
			this.observer.record(current, nanos, 1, error);
		}
	}

	/**
	 * Record the calls that were only counted, and begin the next tick.
	 */
	synchronized void tick() {
		this.exactLeft.set(EXACT_PER_TICK);
		CallRecorder current = this.recorder;
		long counted = this.untimed.sum();
		// Without a sample, the timed calls have not ended yet
		if (current != null && counted > this.recorded && !this.samples.isEmpty()) {
			this.samples.spread(counted - this.recorded,
					(nanos, times) -> this.observer.record(current, nanos, times, null));
			this.recorded = counted;
		}
	}

}
