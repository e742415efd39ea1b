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

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.CallRecorder;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.support.FailureLog;

/**
 * Calls the observer of a role. An exception of the observer is logged and has no effect
 * on the calling thread. Safe for any thread.
 *
 * @since 0.1
 */
public final class GuardedObserver {

	private static final Log logger = LogFactory.getLog(GuardedObserver.class);

	private final FailureLog failures;

	private volatile @Nullable RoleObserver observer;

	/**
	 * Create the guard, without an observer.
	 * @param role the kind and name of the role, for log messages
	 */
	public GuardedObserver(String role) {
		this.failures = FailureLog.warnings(logger,
				() -> "The observer of " + role + " has thrown an exception; its figures are wrong");
	}

	/**
	 * Replace the observer, after telling the previous one that it ends.
	 * @param next the observer, {@code null} for none
	 */
	void replace(@Nullable RoleObserver next) {
		call(RoleObserver::ended);
		this.observer = next;
	}

	/**
	 * Call the observer, if there is one.
	 * @param call calls it
	 */
	public void call(Consumer<RoleObserver> call) {
		RoleObserver current = this.observer;
		if (current != null) {
			try {
				call.accept(current);
			}
			catch (Throwable ex) {
				this.failures.add(ex);
			}
		}
	}

	/**
	 * Record calls of a handler.
	 * @param recorder records them
	 * @param nanos the duration of each call in nanoseconds
	 * @param times the number of calls
	 * @param error the exception they ended with, if any
	 */
	void record(CallRecorder recorder, long nanos, long times, @Nullable Throwable error) {
		try {
			recorder.record(nanos, times, (error != null) ? CountsByName.of(error) : null);
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

}
