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
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;

/**
 * Calls a handler so that an exception it throws fails one message only: the message is
 * counted and reported, and the caller goes on.
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
		this.times = roleReports.status().timings().add(spec.id());
		this.single = (spec.invocation() instanceof HandlerInvocation.Single one) ? this.times.around(one) : null;
		this.batch = (spec.invocation() instanceof HandlerInvocation.Batch many) ? this.times.around(many) : null;
		this.reports = (spec.errorHandler() != null) ? new FailureReports(roleReports.status(), spec.errorHandler())
				: roleReports;
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
		List<@Nullable Object> elements = new ArrayList<>(messages.size());
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
		PendingResult pending = new PendingResult(stage, messages, observation);
		this.results.add(pending);
		try {
			stage.whenComplete((result, error) -> ended(pending, error));
			this.results.awaitRoom();
		}
		catch (Throwable ex) {
			this.results.end(pending);
			throw ex;
		}
	}

	private void ended(PendingResult pending, @Nullable Throwable error) {
		if (this.results.end(pending)) {
			report(pending, (error != null) ? Threads.unwrap(error) : null);
		}
	}

	private void report(PendingResult result, @Nullable Throwable error) {
		HandlerObservation observation = result.observation();
		if (error != null) {
			failed(result.messages(), error, observation);
		}
		if (observation != null) {
			observation.stop();
		}
	}

	/**
	 * Whether a thread waits because too many asynchronous results are pending.
	 * @param thread the thread
	 * @return {@code true} if it cannot call the handler until a result completes
	 */
	public boolean isFullFor(Thread thread) {
		return this.results.isAwaitedBy(thread);
	}

	/**
	 * The problem of the handler.
	 * @return a sentence without a full stop, {@code null} if there is none
	 */
	public @Nullable String fault() {
		return this.results.fault();
	}

	/**
	 * The handler was removed: stop timing it.
	 */
	public void removed() {
		this.reports.status().timings().remove(this.times);
	}

	/**
	 * Drop a message that was received for this handler but is not handled any more. The
	 * error handler is called by the current thread.
	 * @param message the message
	 */
	public void abandon(ZmqMessage message) {
		this.reports.dropped(message, stopped("took the message"));
	}

	/**
	 * Count messages that were received for this handler but are not handled any more.
	 * @param messages the messages
	 * @param calls receives the call of the error handler
	 */
	public void abandon(List<ZmqMessage> messages, Consumer<Runnable> calls) {
		if (!messages.isEmpty()) {
			calls.accept(this.reports.dropped(messages, stopped("took the message")));
		}
	}

	/**
	 * Call error handlers on a thread of its own.
	 * @param calls the calls
	 */
	public void tell(List<Runnable> calls) {
		this.reports.tell(calls);
	}

	private ZmqException stopped(String before) {
		return new ZmqException(
				this.reports.status() + " was stopped before the listener '" + this.spec.id() + "' " + before);
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
	 * Wait until all asynchronous results are complete. Those that are not by then are
	 * cancelled, and their messages are counted.
	 * @param deadline when to give up
	 * @param calls receives the calls that cancel them and tell the error handler
	 * @return the number of results that were not complete
	 */
	public int finishResults(Deadline deadline, Consumer<Runnable> calls) {
		this.results.awaitAll(deadline);
		List<PendingResult> left = this.results.endAll();
		if (!left.isEmpty()) {
			List<ZmqMessage> messages = left.stream().flatMap((result) -> result.messages().stream()).toList();
			calls.accept(() -> left.forEach(PendingResult::giveUp));
			calls.accept(this.reports.dropped(messages, stopped("had completed its asynchronous result")));
		}
		return left.size();
	}

	/**
	 * Whether the handler takes several messages in one call.
	 * @return {@code true} for a batch handler
	 */
	public boolean takesBatches() {
		return this.batch != null;
	}

}
