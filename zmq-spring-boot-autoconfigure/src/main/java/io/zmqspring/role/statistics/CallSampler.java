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

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.CallRecorder;
import io.zmqspring.support.Threads;

/**
 * Finds out how long the calls of one handler take. Looking at the clock twice per
 * message costs an eighth of the throughput, so under load it is a sample: of the calls
 * between two ticks the first hundred are timed, of the others one in 32. The rest is
 * counted and recorded at the next tick with the durations that were measured. With a
 * latency budget every call is timed. With neither a budget nor a recorder nothing is
 * done at all.
 *
 * @since 0.1
 */
public final class CallSampler {

	private static final int EXACT_PER_TICK = 100;

	private static final int ONE_IN = 32;

	/** Marks the times of calls that were drawn by lot. */
	private static final long DRAWN = 1;

	private static final long UNTIMED = Long.MIN_VALUE;

	private final AtomicInteger exactLeft = new AtomicInteger(EXACT_PER_TICK);

	private final LongAdder untimed = new LongAdder();

	private final DurationReservoir samples = new DurationReservoir();

	private final String id;

	private final GuardedObserver observer;

	private volatile @Nullable CallRecorder recorder;

	private volatile @Nullable LatencyBudget budget;

	/** Calls until the next drawn one. Several threads may lose a step of it. */
	private int untilDrawn = ONE_IN;

	private long recorded;

	CallSampler(String id, GuardedObserver observer) {
		this.id = id;
		this.observer = observer;
	}

	String id() {
		return this.id;
	}

	void recordTo(@Nullable CallRecorder told) {
		this.recorder = told;
	}

	void limit(LatencyBudget limit) {
		this.budget = limit;
	}

	public HandlerInvocation.Single around(HandlerInvocation.Single handler) {
		return (topic, payload, headers) -> {
			long begun = begin();
			try {
				return follow(begun, handler.invoke(topic, payload, headers));
			}
			catch (Throwable ex) {
				end(begun, ex);
				throw ex;
			}
		};
	}

	public HandlerInvocation.Batch around(HandlerInvocation.Batch handler) {
		return new HandlerInvocation.Batch() {

			@Override
			public Object element(ZmqMessage message) {
				return handler.element(message);
			}

			@Override
			public @Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable {
				long begun = begin();
				try {
					return follow(begun, handler.invoke(elements));
				}
				catch (Throwable ex) {
					end(begun, ex);
					throw ex;
				}
			}

		};
	}

	public WorkInvocation around(WorkInvocation handler) {
		return (work, headers) -> {
			long begun = begin();
			try {
				Object result = handler.invoke(work, headers);
				follow(begun, (result instanceof CompletionStage<?> stage) ? stage : null);
				return result;
			}
			catch (Throwable ex) {
				end(begun, ex);
				throw ex;
			}
		};
	}

	private @Nullable CompletionStage<?> follow(long begun, @Nullable CompletionStage<?> stage) {
		if (stage == null) {
			end(begun, null);
		}
		else {
			stage.whenComplete((result, error) -> end(begun, (error != null) ? Threads.unwrap(error) : null));
		}
		return stage;
	}

	private long begin() {
		if (this.budget != null) {
			return System.nanoTime() & ~DRAWN;
		}
		if (this.recorder == null) {
			return UNTIMED;
		}
		if (this.exactLeft.get() > 0 && this.exactLeft.getAndDecrement() > 0) {
			return System.nanoTime() & ~DRAWN;
		}
		if (--this.untilDrawn > 0) {
			return UNTIMED;
		}
		// Of random length, so that no rhythm of the messages is followed
		this.untilDrawn = ThreadLocalRandom.current().nextInt(1, 2 * ONE_IN);
		return System.nanoTime() | DRAWN;
	}

	private void end(long begun, @Nullable Throwable error) {
		if (error instanceof ZmqRejectedException) {
			// the handler was not reached
			return;
		}
		CallRecorder told = this.recorder;
		if (begun != UNTIMED) {
			timed(told, System.nanoTime() - begun, (begun & DRAWN) != 0, error);
		}
		else if (told != null && error == null) {
			this.untimed.increment();
		}
		else if (told != null) {
			this.observer.record(told, this.samples.any(), 1, error);
		}
	}

	// The first calls of a tick are no fair sample of those that come in a burst
	private void timed(@Nullable CallRecorder told, long nanos, boolean drawn, @Nullable Throwable error) {
		LatencyBudget limit = this.budget;
		if (limit != null) {
			limit.check(nanos);
		}
		else if (error == null && (drawn || this.samples.isEmpty())) {
			this.samples.add(nanos);
		}
		if (told != null) {
			this.observer.record(told, nanos, 1, error);
		}
	}

	/**
	 * Record what was only counted, and begin another tick.
	 */
	synchronized void tick() {
		this.exactLeft.set(EXACT_PER_TICK);
		CallRecorder told = this.recorder;
		long counted = this.untimed.sum();
		// Without a sample the calls that were timed have not ended yet
		if (told != null && counted > this.recorded && !this.samples.isEmpty()) {
			this.samples.spread(counted - this.recorded,
					(nanos, times) -> this.observer.record(told, nanos, times, null));
			this.recorded = counted;
		}
	}

}
