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

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one handler call. It is current while the handler runs and while a
 * failure is reported, so that the error handler and a dead letter belong to the trace of
 * the message. An exception of an observation handler is logged and does not affect the
 * message.
 */
final class HandlerObservation {

	private static final Log logger = LogFactory.getLog(HandlerObservation.class);

	private static final String FAILED = "An observation of a handler call has failed. The message is handled without it";

	private final Observation observation;

	private Observation.@Nullable Scope scope;

	private HandlerObservation(Observation observation) {
		this.observation = observation;
	}

	/**
	 * Begin an observation and make it current on this thread.
	 * @param begin begins the observation, or returns {@code null}
	 * @return the open observation, {@code null} if there is none
	 */
	static @Nullable HandlerObservation open(Supplier<@Nullable Observation> begin) {
		try {
			Observation observation = begin.get();
			if (observation != null) {
				HandlerObservation opened = new HandlerObservation(observation);
				opened.open();
				return opened;
			}
		}
		catch (RuntimeException | Error ex) {
			logger.warn(FAILED, ex);
		}
		return null;
	}

	private void open() {
		ObservationRegistry registry = this.observation.getObservationRegistry();
		Observation.Scope previous = registry.getCurrentObservationScope();
		try {
			this.scope = this.observation.openScope();
		}
		catch (RuntimeException | Error ex) {
			// The scope that could not be opened is current nevertheless
			registry.setCurrentObservationScope(previous);
			logger.warn(FAILED, ex);
		}
	}

	/**
	 * End the scope of a call on this thread, which has opened it. If the result is
	 * asynchronous, the observation continues.
	 * @param observation the observation, if there is one
	 * @param stage the asynchronous result, if it is one
	 */
	static void ended(@Nullable HandlerObservation observation, @Nullable CompletionStage<?> stage) {
		if (observation != null) {
			observation.closeScope();
			if (stage == null) {
				observation.stop();
			}
		}
	}

	private void closeScope() {
		Observation.Scope open = this.scope;
		this.scope = null;
		if (open != null) {
			guarded(open::close);
		}
	}

	/**
	 * Record a failure and report it within the observation, on any thread.
	 * @param observation the observation, if there is one
	 * @param error the failure
	 * @param report reports the failure
	 */
	static void failed(@Nullable HandlerObservation observation, Throwable error, Runnable report) {
		if (observation == null) {
			report.run();
		}
		else {
			observation.failed(error, report);
		}
	}

	/**
	 * Record a failure after which the handler is called again.
	 * @param observation the observation, if there is one
	 * @param error the failure
	 */
	static void retried(@Nullable HandlerObservation observation, Throwable error) {
		if (observation != null) {
			guarded(() -> observation.observation.error(error));
		}
	}

	private void failed(Throwable error, Runnable report) {
		guarded(() -> this.observation.error(error));
		boolean closed = this.scope == null;
		if (closed) {
			open();
		}
		try {
			report.run();
		}
		finally {
			if (closed) {
				closeScope();
			}
		}
	}

	/**
	 * Stop the observation.
	 */
	void stop() {
		guarded(this.observation::stop);
	}

	private static void guarded(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn(FAILED, ex);
		}
	}

}
