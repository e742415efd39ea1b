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
import java.util.function.BiConsumer;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOffExecution;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.message.ZmqBatchListenerFailedException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;

/**
 * Messages with which a handler is to be called again: a message or a batch whose call
 * has failed, or the rest of a batch that was handled in part. Immutable, except for its
 * back-off.
 *
 * @since 0.1
 */
public final class FailedCall {

	private static final FailureLog failedPolicies = FailureLog.errors(LogFactory.getLog(FailedCall.class),
			() -> "A RetryPolicy has thrown an exception, so a message is not retried after");

	private final List<ZmqMessage> messages;

	private final List<@Nullable Object> elements;

	private final @Nullable Throwable error;

	private final boolean partial;

	private @Nullable BackOffExecution backOff;

	private Deadline latest = Deadline.inNanos(Long.MAX_VALUE);

	private Deadline due = Deadline.inNanos(0);

	private FailedCall(List<ZmqMessage> messages, List<@Nullable Object> elements, @Nullable Throwable error,
			boolean partial) {
		this.messages = messages;
		this.elements = elements;
		this.error = error;
		this.partial = partial;
	}

	/**
	 * Return the call of a batch handler, which has not been made.
	 * @param messages the messages
	 * @param handler converts them
	 * @param rejected receives those that cannot be converted
	 * @return the call, which may have no messages
	 */
	static FailedCall untried(List<ZmqMessage> messages, HandlerInvocation.Batch handler,
			BiConsumer<ZmqMessage, Throwable> rejected) {
		List<ZmqMessage> taken = new ArrayList<>(messages.size());
		List<@Nullable Object> elements = new ArrayList<>(messages.size());
		for (ZmqMessage message : messages) {
			try {
				elements.add(handler.element(message));
				taken.add(message);
			}
			catch (Throwable ex) {
				rejected.accept(message, ex);
			}
		}
		return new FailedCall(taken, elements, null, false);
	}

	/**
	 * Return a call that has failed.
	 * @param messages its messages
	 * @param elements the elements of a batch, in the order of the messages; else empty
	 * @param error the exception of the handler
	 * @return the call, without the messages of a batch that were handled
	 */
	static FailedCall of(List<ZmqMessage> messages, List<@Nullable Object> elements, Throwable error) {
		if (error instanceof ZmqBatchListenerFailedException failed && failed.index() >= 0
				&& failed.index() < elements.size()) {
			Throwable cause = (failed.getCause() != null) ? failed.getCause() : failed;
			return new FailedCall(messages.subList(failed.index(), messages.size()),
					elements.subList(failed.index(), elements.size()), cause, true);
		}
		return new FailedCall(messages, elements, error, false);
	}

	/**
	 * Decide whether the handler is called again. A retry policy of the application that
	 * throws an exception ends the retries.
	 * @param policy the retry policy, if any
	 * @param previous the failed call before, if any
	 * @return {@code false} if the messages have failed
	 */
	boolean isRetried(@Nullable RetryPolicy policy, @Nullable FailedCall previous) {
		Throwable failure = this.error;
		if (policy == null || failure == null || !mayPass(failure)) {
			return false;
		}
		try {
			return policy.shouldRetry(failure) && isBeforeTheEnd(policy, previous);
		}
		catch (Throwable ex) {
			failedPolicies.add(ex, failure);
			return false;
		}
	}

	private boolean isBeforeTheEnd(RetryPolicy policy, @Nullable FailedCall previous) {
		BackOffExecution started = (previous != null && previous.messages.size() == this.messages.size())
				? previous.backOff : null;
		if (started != null) {
			this.latest = previous.latest;
		}
		else {
			started = policy.getBackOff().start();
			this.latest = policy.getTimeout().isZero() ? this.latest : Deadline.in(policy.getTimeout());
		}
		this.backOff = started;
		long delay = started.nextBackOff();
		this.due = Deadline.inNanos(delay * 1_000_000);
		return delay != BackOffExecution.STOP && delay <= this.latest.millisLeft();
	}

	private static boolean mayPass(Throwable failure) {
		return failure instanceof Exception && !(failure instanceof InterruptedException)
				&& !(failure instanceof ZmqRejectedException);
	}

	/**
	 * The first message, the only one unless the handler takes batches.
	 * @return the message
	 */
	public ZmqMessage message() {
		return this.messages.get(0);
	}

	List<ZmqMessage> messages() {
		return this.messages;
	}

	List<@Nullable Object> elements() {
		return this.elements;
	}

	/**
	 * Why the call has failed.
	 * @return the exception, {@code null} if these messages have not been tried
	 */
	@Nullable Throwable error() {
		return this.error;
	}

	/**
	 * The messages that have failed.
	 * @return the first one of a batch that was handled in part, or all
	 */
	List<ZmqMessage> failed() {
		return this.partial ? this.messages.subList(0, 1) : this.messages;
	}

	/**
	 * The messages that are still to be handled if the others have failed.
	 * @return the next call, {@code null} if there is none
	 */
	@Nullable FailedCall rest() {
		int size = this.messages.size();
		return (this.partial && size > 1)
				? new FailedCall(this.messages.subList(1, size), this.elements.subList(1, size), null, false) : null;
	}

	/**
	 * When to call the handler again.
	 * @return the time, which has passed if there is no back-off
	 */
	Deadline due() {
		return this.due;
	}

}
