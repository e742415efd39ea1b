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

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.MessageObservations;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.support.Deadline;

/**
 * The path of an item of work: it waits for a slot, is handled, and its result is sent.
 * An item that is lost on the way is counted and reported. One object per run of a
 * worker.
 */
final class WorkPath {

	private static final Log logger = LogFactory.getLog(WorkPath.class);

	// The thread that watches the time-outs of all items must not wait for long
	private static final Duration ABANDONED_ATTEMPT = Duration.ofMillis(100);

	private final String worker;

	private final WorkerSettings settings;

	private final WorkInvocation invocation;

	private final ResultSender results;

	private final FailureReports reports;

	private final WorkRunner runner;

	private volatile Deadline lastBegin = Deadline.inNanos(0);

	WorkPath(String worker, WorkerSettings settings, WorkInvocation invocation, ResultSender results,
			FailureReports reports, boolean virtualThreads) {
		this.worker = worker;
		this.settings = settings;
		this.invocation = invocation;
		this.results = results;
		this.reports = reports;
		this.runner = new WorkRunner("worker-" + worker,
				slots("worker-" + worker, settings.concurrency(), virtualThreads), settings.concurrency(),
				settings.workTimeout(), this::timedOut);
	}

	private static WorkSlots slots(String name, int count, boolean virtualThreads) {
		if (virtualThreads) {
			return ThreadSlots.virtual(name, count);
		}
		return (count > 1) ? ThreadSlots.pooled(name, count) : new ReceivingThreadSlot();
	}

	List<String> resultAddresses() {
		return this.results.boundAddresses();
	}

	@Nullable SendingSocket results() {
		return this.results.socket();
	}

	int activeCount() {
		return this.runner.activeCount();
	}

	/**
	 * Handle an item, waiting for a free slot. Called on the receiving thread.
	 * @param work the item
	 */
	void accept(ZmqMessage work) {
		WorkId id = null;
		try {
			id = this.results.correlate(work.payload());
			if (this.results.isRepeated(id)) {
				return;
			}
			run(work, id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.results.forget(id);
			this.results.sendError(id, dropped(work, "was stopped while an item waited for a free slot", null),
					Duration.ZERO);
		}
		catch (RuntimeException | Error ex) {
			failed(work, id, ex);
		}
	}

	// The controller is told first, because an error handler may take its time, except if
	// it may reply
	private void failed(ZmqMessage work, @Nullable WorkId id, Throwable error) {
		if (this.reports.mayReply()) {
			reply(id, this.reports.lost(this.worker, work, error), error);
			return;
		}
		try {
			this.results.forget(id);
			this.results.sendError(id, error, null);
		}
		finally {
			this.reports.lost(this.worker, work, error);
		}
	}

	private void reply(@Nullable WorkId id, @Nullable Object reply, Throwable error) {
		if (reply != null) {
			try {
				this.results.send(id, reply);
				return;
			}
			catch (RuntimeException | Error ex) {
				this.reports.replyLost(ex, error);
			}
		}
		this.results.forget(id);
		this.results.sendError(id, error, null);
	}

	private void run(ZmqMessage work, @Nullable WorkId id) throws InterruptedException {
		WorkOutcome outcome = new ItemOutcome(work, id);
		MessageObservations observing = this.reports.observing();
		if (observing.isActive()) {
			ObservedWork observed = new ObservedWork(observing, this.worker, this.invocation, outcome);
			this.runner.run(work, observed, observed);
		}
		else {
			this.runner.run(work, this.invocation, outcome);
		}
	}

	/**
	 * Prepare for a stop.
	 * @param deadline until when items that have arrived are still begun
	 */
	void stopping(Deadline deadline) {
		this.lastBegin = deadline;
		this.results.stopping();
	}

	/**
	 * Handle an item that had arrived when the socket was closed, if there is time.
	 * @param work the item
	 */
	void unread(ZmqMessage work) {
		if (!this.lastBegin.hasPassed()) {
			accept(work);
		}
		else {
			abandoned(work);
		}
	}

	/**
	 * Drop an item that had arrived when the socket was closed and can no longer be
	 * handled.
	 * @param work the item
	 */
	void abandoned(ZmqMessage work) {
		ZmqException reason = dropped(work, "was stopped before it could begin an item that had arrived", null);
		try {
			this.results.sendError(this.results.correlate(work.payload()), reason, Duration.ZERO);
		}
		catch (ZmqRejectedException ex) {
			// The controller cannot match an error with this item
		}
	}

	private void ended(ZmqMessage work, @Nullable WorkId id, @Nullable Object result, @Nullable Throwable error) {
		if (error != null) {
			failed(work, id, error);
			return;
		}
		try {
			this.results.send(id, result);
		}
		catch (ZmqTimeoutException ex) {
			this.reports.dropped(work, ex);
		}
		catch (SocketClosedException ex) {
			dropped(work, "was closed before a result was complete", ex);
		}
		catch (RuntimeException | Error ex) {
			// Error: a result may contain itself, or may not fit into memory
			failed(work, id, ex);
		}
	}

	/**
	 * Send a further result: of the item whose handler runs on this thread, or of none.
	 * @param result the result
	 */
	void sendFurther(Object result) {
		ActiveWork item = this.runner.handledBy(Thread.currentThread());
		if (item != null && item.hasEnded()) {
			throw new ZmqException("Worker '" + this.worker + "' sends no more results of an item that has ended by"
					+ " its work-timeout or by a stop");
		}
		this.results.sendFurther((item != null) ? item.outcome().id() : null, result, this.settings.workTimeout());
	}

	private void timedOut(ActiveWork item) {
		ZmqTimeoutException timeout = new ZmqTimeoutException(
				"The work handler of '" + this.worker + "' took longer than the work-timeout of "
						+ SettingText.of(this.settings.workTimeout()) + " and was interrupted");
		item.outcome().abandoned(timeout);
		this.reports.timedOut(item.work(), timeout);
	}

	/**
	 * Wait for the items being processed. Interrupt and report those that take too long.
	 * Then wait until their results are sent.
	 * @param deadline when to give up the items
	 * @param lastSending when to give up the results, if the linger is not over before
	 */
	void close(Deadline deadline, Deadline lastSending) {
		// A handler that has stopped its own worker returns only after this
		this.lastBegin = Deadline.inNanos(0);
		List<ActiveWork> left = this.runner.finish(deadline);
		if (!left.isEmpty()) {
			logger.warn("Worker '" + this.worker + "' did not finish within the shutdown-timeout of "
					+ SettingText.of(this.settings.shutdownTimeout()) + "; interrupted and left behind: "
					+ String.join(", ", left.stream().map(ActiveWork::where).toList()));
		}
		try {
			leftBehind(left.stream().filter(ActiveWork::abandon).toList());
		}
		finally {
			this.results.close(lastSending.left());
		}
	}

	private void leftBehind(List<ActiveWork> items) {
		if (items.isEmpty()) {
			return;
		}
		ZmqException reason = new ZmqException(
				"Worker '" + this.worker + "' was stopped before its handler had finished an item");
		Runnable tellErrorHandler = this.reports.dropped(items.stream().map(ActiveWork::work).toList(), reason);
		this.reports.tell(List.of(() -> items.forEach((item) -> {
			item.outcome().abandoned(reason);
			item.cancelResult();
		}), tellErrorHandler));
	}

	private ZmqException dropped(ZmqMessage work, String why, @Nullable Throwable cause) {
		ZmqException reason = new ZmqException("Worker '" + this.worker + "' " + why, cause);
		this.reports.dropped(work, reason);
		return reason;
	}

	/**
	 * The outcome of one item.
	 */
	private final class ItemOutcome implements WorkOutcome {

		private final ZmqMessage work;

		private final @Nullable WorkId id;

		ItemOutcome(ZmqMessage work, @Nullable WorkId id) {
			this.work = work;
			this.id = id;
		}

		@Override
		public void ended(@Nullable Object result, @Nullable Throwable error) {
			WorkPath.this.ended(this.work, this.id, result, error);
		}

		@Override
		public @Nullable WorkId id() {
			return this.id;
		}

		@Override
		public void abandoned(Throwable why) {
			WorkPath.this.results.forget(this.id);
			WorkPath.this.results.sendError(this.id, why, ABANDONED_ATTEMPT);
		}

	}

}
