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

package io.zmqspring.worker;

import java.util.Map;

import io.micrometer.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.runtime.MessageObservations;
import io.zmqspring.support.FailureText;

/**
 * One item of work with an observation that lasts from the call of its handler until its
 * result is sent or the item is abandoned.
 */
final class ObservedWork implements WorkInvocation, WorkOutcome {

	private static final Log logger = LogFactory.getLog(ObservedWork.class);

	private final MessageObservations observing;

	private final String worker;

	private final WorkInvocation handler;

	private final WorkOutcome outcome;

	private volatile @Nullable Observation observation;

	private @Nullable Throwable reason;

	ObservedWork(MessageObservations observing, String worker, WorkInvocation handler, WorkOutcome outcome) {
		this.observing = observing;
		this.worker = worker;
		this.handler = handler;
		this.outcome = outcome;
	}

	@Override
	public @Nullable Object invoke(byte[] work, Map<String, String> headers) throws Throwable {
		Observation begun = this.observing.begin(MessageOperation.HANDLE_WORK, "", this.worker, headers);
		if (begun == null) {
			return this.handler.invoke(work, headers);
		}
		begin(begun);
		Observation.Scope scope = begun.openScope();
		try {
			return this.handler.invoke(work, headers);
		}
		finally {
			scope.close();
		}
	}

	@Override
	public void ended(@Nullable Object result, @Nullable Throwable error) {
		Observation begun = this.observation;
		if (begun == null) {
			this.outcome.ended(result, error);
			return;
		}
		try {
			begun.scoped(() -> this.outcome.ended(result, error));
		}
		finally {
			stop(begun, error);
		}
	}

	@Override
	public synchronized void abandoned(Throwable why) {
		this.outcome.abandoned(why);
		this.reason = why;
		stopIfAbandoned();
	}

	@Override
	public @Nullable WorkId id() {
		return this.outcome.id();
	}

	private synchronized void begin(Observation begun) {
		this.observation = begun;
		stopIfAbandoned();
	}

	private void stopIfAbandoned() {
		if (this.observation != null && this.reason != null) {
			stop(this.observation, this.reason);
		}
	}

	// An exception of a handler of observations must affect neither the item nor the
	// thread
	private static void stop(Observation begun, @Nullable Throwable error) {
		try {
			if (error != null) {
				begun.error(error);
			}
			begun.stop();
		}
		catch (RuntimeException ex) {
			logger.warn("An observation of work could not be stopped", FailureText.forLog(ex, logger));
		}
	}

}
