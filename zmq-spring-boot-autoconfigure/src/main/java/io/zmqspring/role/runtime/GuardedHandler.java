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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.statistics.CallSampler;
import io.zmqspring.support.Threads;

/**
 * Calls a handler so that an exception it throws fails one message only: the message is
 * counted and reported, and the caller goes on.
 *
 * @since 0.1
 */
public final class GuardedHandler {

	// Most asynchronous results that may be pending; beyond, the calling thread waits
	private static final int MAX_IN_FLIGHT = 256;

	private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

	private final HandlerSpec spec;

	private final HandlerInvocation.@Nullable Single single;

	private final HandlerInvocation.@Nullable Batch batch;

	private final CallSampler times;

	private final FailureReports reports;

	private final MessageOperation operation;

	/**
	 * Create a guard.
	 * @param spec the handler
	 * @param roleReports counts and reports failures; a handler with an error handler of
	 * its own reports to that
	 * @param operation what the observations of the calls are named for
	 */
	public GuardedHandler(HandlerSpec spec, FailureReports roleReports, MessageOperation operation) {
		this.spec = spec;
		this.operation = operation;
		this.times = roleReports.status().timings().add(spec.id());
		this.single = (spec.invocation() instanceof HandlerInvocation.Single one) ? this.times.around(one) : null;
		this.batch = (spec.invocation() instanceof HandlerInvocation.Batch many) ? this.times.around(many) : null;
		this.reports = (spec.errorHandler() != null) ? new FailureReports(roleReports.status(), spec.errorHandler())
				: roleReports;
	}

	/**
	 * The id of the handler.
	 * @return the id
	 */
	public String id() {
		return this.spec.id();
	}

	/**
	 * Handle one message.
	 * @param topic its topic
	 * @param payload its payload
	 * @param headers its headers
	 */
	public void handle(String topic, byte[] payload, Map<String, String> headers) {
		if (this.single == null) {
			handle(List.of(new ZmqMessage(topic, payload, headers)));
			return;
		}
		HandlerObservation observation = observe(topic, headers);
		CompletionStage<?> stage = null;
		try {
			stage = this.single.invoke(topic, payload, headers);
			if (stage != null) {
				follow(stage, List.of(new ZmqMessage(topic, payload, headers)), observation);
			}
		}
		catch (Throwable ex) {
			stage = null;
			failed(List.of(new ZmqMessage(topic, payload, headers)), ex, observation);
		}
		finally {
			ended(observation, stage);
		}
	}

	private @Nullable HandlerObservation observe(String topic, Map<String, String> headers) {
		MessageObservations observing = this.reports.observing();
		return observing.isActive()
				? HandlerObservation.open(() -> observing.begin(this.operation, topic, this.spec.id(), headers)) : null;
	}

	/**
	 * Handle several messages. A batch handler gets them in one call, which has one
	 * observation and continues no trace, because the messages may belong to many traces.
	 * @param messages the messages
	 */
	public void handle(List<ZmqMessage> messages) {
		if (this.batch == null) {
			messages.forEach((message) -> handle(message.topic(), message.payload(), message.headers()));
			return;
		}
		List<ZmqMessage> taken = new ArrayList<>(messages.size());
		List<Object> elements = new ArrayList<>(messages.size());
		for (ZmqMessage message : messages) {
			try {
				elements.add(this.batch.element(message));
				taken.add(message);
			}
			catch (Throwable ex) {
				failed(List.of(message), ex, null);
			}
		}
		if (elements.isEmpty()) {
			return;
		}
		HandlerObservation observation = observe("", Map.of());
		CompletionStage<?> stage = null;
		try {
			stage = this.batch.invoke(elements);
			if (stage != null) {
				follow(stage, taken, observation);
			}
		}
		catch (Throwable ex) {
			stage = null;
			failed(taken, ex, observation);
		}
		finally {
			ended(observation, stage);
		}
	}

	private static void ended(@Nullable HandlerObservation observation, @Nullable CompletionStage<?> stage) {
		if (observation != null) {
			observation.closeScope();
			if (stage == null) {
				observation.stop();
			}
		}
	}

	private void follow(CompletionStage<?> stage, List<ZmqMessage> messages, @Nullable HandlerObservation observation) {
		boolean counted = awaitPermit();
		try {
			stage.whenComplete((result, error) -> {
				release(counted);
				if (error != null) {
					failed(messages, Threads.unwrap(error), observation);
				}
				if (observation != null) {
					observation.stop();
				}
			});
		}
		catch (Throwable ex) {
			release(counted);
			throw ex;
		}
	}

	private void release(boolean counted) {
		if (counted) {
			this.inFlight.release();
		}
	}

	private boolean awaitPermit() {
		try {
			this.inFlight.acquire();
			return true;
		}
		catch (InterruptedException ex) {
			// Shutdown has timed out; the result is still reported
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * The handler was removed: stop timing it.
	 */
	public void removed() {
		this.reports.status().timings().remove(this.times);
	}

	/**
	 * Fail a message that was received for this handler but cannot be handled before
	 * shutdown.
	 * @param message the message
	 */
	public void abandon(ZmqMessage message) {
		failed(List.of(message), new InterruptedException("Stopped before the handler took the message"), null);
	}

	private void failed(List<ZmqMessage> messages, Throwable error, @Nullable HandlerObservation observation) {
		if (observation == null) {
			messages.forEach((message) -> this.reports.lost(this.spec.id(), message, error));
		}
		else {
			observation.failed(error, () -> failed(messages, error, null));
		}
	}

	/**
	 * Wait until all asynchronous results are complete.
	 * @param timeout the longest wait
	 * @return whether they are complete
	 */
	public boolean awaitResults(Duration timeout) {
		return Threads.awaitFree(this.inFlight, MAX_IN_FLIGHT, timeout);
	}

}
