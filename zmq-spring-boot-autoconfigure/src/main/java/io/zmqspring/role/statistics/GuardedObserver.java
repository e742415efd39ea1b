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
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.CallRecorder;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.support.LogThrottle;

/**
 * Whoever observes a role. What it throws does no harm to the thread that tells it.
 *
 * @since 0.1
 */
public final class GuardedObserver {

	private static final Log logger = LogFactory.getLog(GuardedObserver.class);

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10));

	private final String role;

	private volatile @Nullable RoleObserver observer;

	public GuardedObserver(String role) {
		this.role = role;
	}

	void replace(@Nullable RoleObserver next) {
		tell(RoleObserver::ended);
		this.observer = next;
	}

	public void tell(Consumer<RoleObserver> news) {
		RoleObserver told = this.observer;
		if (told != null) {
			try {
				news.accept(told);
			}
			catch (RuntimeException | Error ex) {
				failed(ex);
			}
		}
	}

	void record(CallRecorder recorder, long nanos, long times, @Nullable Throwable error) {
		try {
			recorder.record(nanos, times, (error != null) ? RoleStatistics.simpleName(error) : null);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
	}

	private void failed(Throwable error) {
		this.failures.log((suffix) -> logger
			.warn("What observes " + this.role + " has thrown; its figures are wrong" + suffix, error));
	}

}
