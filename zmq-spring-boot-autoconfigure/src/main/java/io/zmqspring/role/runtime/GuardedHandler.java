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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.statistics.CallSampler;
import io.zmqspring.support.BackOffWait;
import io.zmqspring.support.Deadline;

/**
 * Calls a handler so that an exception it throws fails one message only: the handler is
 * called again if its retry policy says so, then the message is counted and reported, and
 * the caller goes on.
 *
 * @since 0.1
 */
public final class GuardedHandler {

	private final HandlerSpec spec;

	private final HandlerInvocation.@Nullable Single single;

	private final HandlerInvocation.@Nullable Batch batch;

	private final CallSampler times;

	private final FailureReports reports;

	private final PendingResults results;

	private final MessageOperation operation;

	private volatile boolean removed;

	/**
	 * Create a guard.
	 * @param spec the handler
	 * @param roleReports counts and reports failures; a handler with an error handler of
	 * its own reports to that
	 * @param operation what the observations of the calls are named for
	 * @param limits the limits for asynchronous results
	 */
	public GuardedHandler(HandlerSpec spec, FailureReports roleReports, MessageOperation operation,
			ResultLimits limits) {
		this.spec = spec;
		this.operation = operation;
		this.times = roleReports.status().timings().add(spec.id(), spec.failurePolicy());
		this.single = (spec.invocation() instanceof HandlerInvocation.Single one) ? this.times.around(one) : null;
		this.batch = (spec.invocation() instanceof HandlerInvocation.Batch many) ? this.times.around(many) : null;
		this.reports = roleReports.of(spec);
		this.results = new PendingResults(spec.id(), StringUtils.uncapitalize(roleReports.status().toString()), limits,
				this::report);
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
	 * @param wait waits before the handler is called again
	 * @return the call to {@link #retry} later, {@code null} if there is none
	 */
	public @Nullable FailedCall handle(String topic, byte[] payload, Map<String, String> headers, BackOffWait wait) {
		if (this.single == null) {
			handle(List.of(new ZmqMessage(topic, payload, headers)), wait);
			return null;
		}
		FailedCall failed = call(this.single, topic, payload, headers, null);
		return (failed != null) ? retry(failed, wait) : null;
	}

	private @Nullable FailedCall call(HandlerInvocation.Single handler, String topic, byte[] payload,
			Map<String, String> headers, @Nullable FailedCall previous) {
		HandlerObservation observation = observe(topic, headers);
		CompletionStage<?> stage = null;
		try {
			stage = handler.invoke(topic, payload, headers);
			if (stage != null) {
				this.results
					.follow(new PendingResult(stage, List.of(new ZmqMessage(topic, payload, headers)), observation));
			}
			else {
				this.reports.ended().accept(payload, true);
			}
			return null;
		}
		catch (Throwable ex) {
			stage = null;
			return failed(FailedCall.of(List.of(new ZmqMessage(topic, payload, headers)), List.of(), ex), previous,
					observation);
		}
		finally {
			HandlerObservation.ended(observation, stage);
		}
	}

	/**
	 * Call the handler again, until it succeeds or the messages have failed.
	 * @param failed the call that has failed, if any
	 * @param wait waits before the handler is called
	 * @return the call to retry later, {@code null} if there is none
	 */
	public @Nullable FailedCall retry(@Nullable FailedCall failed, BackOffWait wait) {
		FailedCall next = failed;
		while (next != null) {
			BackOffWait.Next decision = wait.await(next.due());
			if (decision == BackOffWait.Next.HOLD) {
				return next;
			}
			next = (decision == BackOffWait.Next.CALL && !this.removed) ? callAgain(next) : giveUp(next);
		}
		return null;
	}

	private @Nullable FailedCall callAgain(FailedCall failed) {
		if (failed.error() != null) {
			this.reports.statistics().retried(this.spec.id());
		}
		if (this.single == null) {
			return call(failed.messages(), failed.elements(), failed);
		}
		ZmqMessage message = failed.message();
		return call(this.single, message.topic(), message.payload(), message.headers(), failed);
	}

	/**
	 * Let the messages of a failed call fail, because the handler is not called again.
	 * @param failed the call
	 * @return a call with other messages of its batch, {@code null} if there is none
	 */
	public @Nullable FailedCall giveUp(FailedCall failed) {
		Throwable error = failed.error();
		if (error == null) {
			failed.messages().forEach(this::abandon);
			return null;
		}
		report(failed.failed(), error, null);
		return failed.rest();
	}

	private @Nullable FailedCall failed(FailedCall failed, @Nullable FailedCall previous,
			@Nullable HandlerObservation observation) {
		Throwable error = Objects.requireNonNull(failed.error());
		if (!failed.isRetried(this.spec.failurePolicy().retryPolicy(), previous)) {
			report(failed.failed(), error, observation);
			return failed.rest();
		}
		HandlerObservation.retried(observation, error);
		return failed;
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
	 * @param wait waits before the handler is called again; never holds a call
	 */
	public void handle(List<ZmqMessage> messages, BackOffWait wait) {
		FailedCall batch = FailedCall.untried(messages, Objects.requireNonNull(this.batch),
				(message, error) -> report(List.of(message), error, null));
		retry(batch.messages().isEmpty() ? null : call(batch.messages(), batch.elements(), null), wait);
	}

	private @Nullable FailedCall call(List<ZmqMessage> messages, List<@Nullable Object> elements,
			@Nullable FailedCall previous) {
		HandlerObservation observation = observe("", Map.of());
		CompletionStage<?> stage = null;
		try {
			// A copy: the handler may change its list, and may be called again
			stage = Objects.requireNonNull(this.batch).invoke(new ArrayList<>(elements));
			if (stage != null) {
				this.results.follow(new PendingResult(stage, messages, observation));
			}
			else {
				this.reports.handled(messages);
			}
			return null;
		}
		catch (Throwable ex) {
			stage = null;
			return failed(FailedCall.of(messages, elements, ex), previous, observation);
		}
		finally {
			HandlerObservation.ended(observation, stage);
		}
	}

	// The rest of a batch is not delivered again: its thread has gone on
	private void report(PendingResult result, @Nullable Throwable error) {
		if (error != null) {
			FailedCall failed = FailedCall.of(result.messages(), new ArrayList<>(result.messages()), error);
			report(failed.messages(), Objects.requireNonNull(failed.error()), result.observation());
		}
		else {
			this.reports.handled(result.messages());
		}
		HandlerObservation.ended(result.observation(), null);
	}

	/**
	 * The asynchronous results that are not complete.
	 * @return the live results
	 */
	public PendingResults results() {
		return this.results;
	}

	/**
	 * The handler was removed: stop timing it, and call it for no further attempt.
	 */
	public void removed() {
		this.removed = true;
		this.reports.status().timings().remove(this.times);
	}

	/**
	 * Drop a message that was received for this handler but is not handled any more. The
	 * error handler is called by the current thread.
	 * @param message the message
	 */
	public void abandon(ZmqMessage message) {
		this.reports.dropped(message, stopped());
	}

	/**
	 * Count messages that were received for this handler but are not handled any more.
	 * @param messages the messages
	 * @param calls receives the call of the error handler
	 */
	public void abandon(List<ZmqMessage> messages, Consumer<Runnable> calls) {
		if (!messages.isEmpty()) {
			calls.accept(this.reports.dropped(messages, stopped()));
		}
	}

	private ZmqException stopped() {
		return new ZmqException(
				this.reports.status() + " was stopped before the listener '" + this.spec.id() + "' took the message");
	}

	/**
	 * Call error handlers on a thread of its own.
	 * @param calls the calls
	 */
	public void tell(List<Runnable> calls) {
		this.reports.tell(calls);
	}

	private void report(List<ZmqMessage> messages, Throwable error, @Nullable HandlerObservation observation) {
		HandlerObservation.failed(observation, error,
				() -> messages.forEach((message) -> this.reports.lost(this.spec.id(), message, error)));
	}

	/**
	 * Wait until all asynchronous results are complete. Those that are not by then are
	 * cancelled, and their messages are counted.
	 * @param deadline when to give up
	 * @param calls receives the calls that cancel them and tell the error handler
	 * @return the number of results that were not complete
	 */
	public int finishResults(Deadline deadline, Consumer<Runnable> calls) {
		return this.results.finish(deadline, calls, this.reports);
	}

	/**
	 * Whether the handler takes several messages in one call.
	 * @return {@code true} for a batch handler
	 */
	public boolean takesBatches() {
		return this.batch != null;
	}

}
