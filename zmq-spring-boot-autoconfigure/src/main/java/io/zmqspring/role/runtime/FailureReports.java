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
import java.util.List;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.handler.ZmqReplyingErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.statistics.RoleStatistics;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.PrintableText;
import io.zmqspring.support.Threads;

/**
 * Counts lost messages and reports them to the error handler. Those of a handler with
 * dead letters are published as dead letters first.
 *
 * @param status the status of the role
 * @param errorHandler the error handler of the role, or of one handler
 * @param ended told of the payload of each message that a handler does not need any more,
 * and whether it was called; by any thread
 * @since 0.1
 */
public record FailureReports(RoleStatus status, GuardedErrorHandler errorHandler, BiConsumer<byte[], Boolean> ended) {

	private static final Log logger = LogFactory.getLog(FailureReports.class);

	private static final FailureLog unreported = FailureLog.errors(logger,
			() -> "A message is lost, and that could not be reported");

	private static final Duration TELLING_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * Create reports.
	 * @param status the status of the role
	 * @param errorHandler receives each report; an exception it throws is logged
	 */
	public FailureReports(RoleStatus status, ZmqErrorHandler errorHandler) {
		this(status, errorHandler, (payload, called) -> {
		});
	}

	/**
	 * Create reports.
	 * @param status the status of the role
	 * @param errorHandler receives each report; an exception it throws is logged
	 * @param ended told of the payload of each message that a handler does not need any
	 * more, and whether it was called; by any thread
	 */
	public FailureReports(RoleStatus status, ZmqErrorHandler errorHandler, BiConsumer<byte[], Boolean> ended) {
		this(status, new GuardedErrorHandler(errorHandler), ended);
	}

	/**
	 * A handler has returned, and its asynchronous result is complete.
	 * @param messages what it has handled
	 */
	void handled(List<ZmqMessage> messages) {
		messages.forEach((message) -> this.ended.accept(message.payload(), true));
	}

	/**
	 * Return the reports of one handler.
	 * @param handler the handler
	 * @return the reports
	 */
	FailureReports of(HandlerSpec handler) {
		FailurePolicy policy = handler.failurePolicy();
		if (policy.errorHandler() == null && policy.deadLetters() == null && policy.replies() == null) {
			return this;
		}
		ZmqErrorHandler own = policy.errorHandler();
		return new FailureReports(this.status, new GuardedErrorHandler((own != null) ? own : this.errorHandler, policy,
				() -> statistics().deadLettered(handler.id())), this.ended);
	}

	/**
	 * Return the reports of a work handler.
	 * @param own its error handler, {@code null} for that of the role
	 * @return the reports
	 */
	public FailureReports to(@Nullable ZmqErrorHandler own) {
		return (own != null) ? new FailureReports(this.status, own) : this;
	}

	/**
	 * Whether errors may be answered.
	 * @return {@code true} if {@link #lost} may return a reply
	 */
	public boolean mayReply() {
		return this.errorHandler.mayReply();
	}

	/**
	 * The counters of the role.
	 * @return the counters
	 */
	public RoleStatistics statistics() {
		return this.status.statistics();
	}

	/**
	 * The observation of single messages.
	 * @return the observations
	 */
	public MessageObservations observing() {
		return this.status.observing();
	}

	/**
	 * Report a message that was lost before it reached a handler, or in it. Never throws,
	 * so that the failure costs no other message.
	 * @param handler the id of the handler
	 * @param message the message
	 * @param error the exception: a {@link ZmqRejectedException} if the handler was not
	 * reached
	 * @return the reply of a {@link ZmqReplyingErrorHandler}, if there is one that has
	 * not been sent
	 */
	public @Nullable Object lost(String handler, ZmqMessage message, Throwable error) {
		try {
			return report(handler, message, error);
		}
		catch (Throwable ex) {
			unreported.add(ex, error);
			return null;
		}
		finally {
			this.ended.accept(message.payload(), true);
		}
	}

	/**
	 * Log that the reply of an error handler could not be sent.
	 * @param failure why
	 * @param error the error that it replies to
	 */
	public void replyLost(Throwable failure, Throwable error) {
		this.errorHandler.replyLost(failure, error);
	}

	private @Nullable Object report(String handler, ZmqMessage message, Throwable error) {
		if (error instanceof ZmqRejectedException rejection) {
			if (logger.isDebugEnabled()) {
				logger.debug("Rejected " + message + ": " + PrintableText.of(message.text(), FailureText.LONGEST),
						FailureText.forLog(rejection, logger));
			}
			statistics().rejected(rejection.reason(), rejection.toString());
			return this.errorHandler.reply(message, rejection);
		}
		statistics().failed(error);
		this.status.recordError(error, false);
		return this.errorHandler.reply(message, new ZmqHandlerException(handler, message.topic(), error));
	}

	/**
	 * Report an item of work whose worker has told that it failed.
	 * @param result the result that told it
	 * @param failure the failure
	 */
	public void workFailed(ZmqMessage result, ZmqWorkFailedException failure) {
		statistics().failed(failure);
		this.status.recordError(failure, false);
		this.errorHandler.handle(result, failure);
	}

	/**
	 * Report a handler that took too long.
	 * @param message the message
	 * @param timeout the time-out
	 */
	public void timedOut(ZmqMessage message, ZmqTimeoutException timeout) {
		statistics().timedOut(timeout);
		this.status.recordError(timeout, false);
		this.errorHandler.handle(message, timeout);
	}

	/**
	 * Report a message that this role dropped because of shutdown.
	 * @param message the message
	 * @param why the reason
	 */
	public void dropped(ZmqMessage message, ZmqException why) {
		statistics().dropped(DropReason.STOPPED, why.toString());
		this.errorHandler.handle(message, why);
		this.ended.accept(message.payload(), false);
	}

	/**
	 * Count messages that this role dropped because of shutdown.
	 * @param messages the messages
	 * @param why the reason
	 * @return calls the error handler for each of them
	 */
	public Runnable dropped(List<ZmqMessage> messages, ZmqException why) {
		messages.forEach((message) -> {
			statistics().dropped(DropReason.STOPPED, why.toString());
			this.ended.accept(message.payload(), false);
		});
		return () -> messages.forEach((message) -> this.errorHandler.handle(message, why));
	}

	/**
	 * Call error handlers while a role stops: on a thread of its own, because they may
	 * not return, or may stop the role themselves.
	 * @param calls the calls
	 */
	public void tell(List<Runnable> calls) {
		if (!calls.isEmpty()) {
			Threads.runApart(() -> calls.forEach(Runnable::run), "zmq-" + this.status.role() + "-stopped",
					TELLING_TIMEOUT);
		}
	}

	/**
	 * Report an item of work that became a dead letter.
	 * @param letter the item
	 * @param handler receives the dead letter
	 */
	public void deadLetter(ZmqDeadLetter letter, ZmqDeadLetterHandler handler) {
		statistics().dropped(DropReason.DEAD_LETTER, letter.toString());
		try {
			handler.handle(letter);
		}
		catch (Throwable ex) {
			logger.error("The ZmqDeadLetterHandler has thrown an exception while it handled: " + letter,
					FailureText.forLog(ex, logger));
		}
	}

}
