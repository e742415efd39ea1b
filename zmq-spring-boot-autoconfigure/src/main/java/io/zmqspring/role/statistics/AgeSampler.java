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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.zmqspring.role.CallRecorder;

/**
 * Selects the messages whose age is measured, because reading the clock costs time: the
 * first hundred between two ticks, and one in 32 of the others. The rest is counted, and
 * recorded at the next tick with the ages of the sample. Only the receiving thread
 * selects and records.
 *
 * @since 0.1
 */
public final class AgeSampler {

	private static final int EXACT_PER_TICK = 100;

	private static final int ONE_IN = 32;

	private static final VarHandle UNMEASURED = unmeasured();

	private final AtomicInteger exactLeft = new AtomicInteger(EXACT_PER_TICK);

	private final DurationReservoir samples = new DurationReservoir();

	private final GuardedObserver observer;

	private volatile @Nullable CallRecorder recorder;

	private long unmeasured;

	private int untilRandom = ONE_IN;

	private boolean random;

	private long recorded;

	AgeSampler(GuardedObserver observer) {
		this.observer = observer;
	}

	private static VarHandle unmeasured() {
		try {
			return MethodHandles.lookup().findVarHandle(AgeSampler.class, "unmeasured", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	void recordTo(@Nullable CallRecorder newRecorder) {
		this.recorder = newRecorder;
	}

	/**
	 * Whether to measure the age of the next message.
	 * @return {@code true} if {@link #record(long)} follows
	 */
	public boolean isNext() {
		if (this.exactLeft.get() > 0 && this.exactLeft.getAndDecrement() > 0) {
			this.random = false;
			return true;
		}
		if (--this.untilRandom > 0) {
			UNMEASURED.setOpaque(this, this.unmeasured + 1);
			return false;
		}
		// A random number of messages, so that the sample does not follow a pattern
		this.untilRandom = ThreadLocalRandom.current().nextInt(1, 2 * ONE_IN);
		this.random = true;
		return true;
	}

	/**
	 * Record the age of a message.
	 * @param nanos the age in nanoseconds, not negative
	 */
	public void record(long nanos) {
		// The first messages of a tick do not represent those of a burst
		if (this.random || this.samples.isEmpty()) {
			this.samples.add(nanos);
		}
		CallRecorder current = this.recorder;
		if (current != null) {
			this.observer.record(current, nanos, 1, null);
		}
	}

	/**
	 * Record the messages that were only counted, and begin the next tick.
	 */
	synchronized void tick() {
		this.exactLeft.set(EXACT_PER_TICK);
		CallRecorder current = this.recorder;
		long counted = (long) UNMEASURED.getOpaque(this);
		if (current != null && counted > this.recorded && !this.samples.isEmpty()) {
			this.samples.spread(counted - this.recorded,
					(nanos, times) -> this.observer.record(current, nanos, times, null));
		}
		this.recorded = counted;
	}

}
