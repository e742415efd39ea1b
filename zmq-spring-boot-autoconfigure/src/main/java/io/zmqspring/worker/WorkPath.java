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

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.MessageObservations;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;

/**
 * The way of an item of work from one start of a worker to its stop: it takes a slot, is
 * handled, and its result is sent. An item that gets no further is counted and reported.
 */
final class WorkPath {

	private static final Log logger = LogFactory.getLog(WorkPath.class);

	private final String worker;

	private final WorkerSettings settings;

	private final WorkInvocation invocation;

	private final ResultSender answers;

	private final FailureReports reports;

	private final WorkSlots slots;

	private volatile long lastBegin;

	WorkPath(String worker, WorkerSettings settings, WorkInvocation invocation, ResultSender answers,
			FailureReports reports, boolean virtualThreads) {
		this.worker = worker;
		this.settings = settings;
		this.invocation = invocation;
		this.answers = answers;
		this.reports = reports;
		this.slots = new WorkSlots("worker-" + worker, settings.concurrency(), settings.workTimeout(), virtualThreads,
				this::timedOut);
	}

	List<String> resultAddresses() {
		return this.answers.boundAddresses();
	}

	@Nullable SendingSocket results() {
		return this.answers.socket();
	}

	int inHand() {
		return this.slots.inHand();
	}

	/**
	 * Take an item, waiting for a free slot. Called on the receiving thread.
	 * @param work the item
	 */
	void accept(ZmqMessage work) {
		WorkId id = null;
		try {
			id = this.answers.correlate(work.payload());
			if (this.answers.isRepeated(id)) {
				return;
			}
			run(work, id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.answers.forget(id);
			dropped(work, "had read an item when it had to stop", null);
		}
		catch (RuntimeException | Error ex) {
			this.answers.forget(id);
			this.reports.lost(this.worker, work, ex);
		}
	}

	private void run(ZmqMessage work, @Nullable WorkId id) throws InterruptedException {
		WorkSlots.Outcome outcome = (result, error) -> ended(work, id, result, error);
		MessageObservations observing = this.reports.observing();
		if (observing.isActive()) {
			ObservedWork observed = new ObservedWork(observing, this.worker, this.invocation, outcome);
			this.slots.run(work, observed, observed);
		}
		else {
			this.slots.run(work, this.invocation, outcome);
		}
	}

	/**
	 * The worker is about to stop.
	 * @param deadline until when items that have arrived are still begun, by
	 * {@link System#nanoTime()}
	 */
	void stopping(long deadline) {
		this.lastBegin = deadline;
		this.answers.stopping();
	}

	/**
	 * An item that had arrived when the socket was closed. It is begun while there is
	 * time.
	 * @param work the item
	 */
	void unread(ZmqMessage work) {
		if (System.nanoTime() - this.lastBegin < 0) {
			accept(work);
		}
		else {
			abandoned(work);
		}
	}

	/**
	 * An item that had arrived when the socket was closed, and cannot be begun any more.
	 * @param work the item
	 */
	void abandoned(ZmqMessage work) {
		dropped(work, "was stopped before it could begin an item that had arrived", null);
	}

	private void ended(ZmqMessage work, @Nullable WorkId id, @Nullable Object result, @Nullable Throwable error) {
		if (error != null) {
			this.answers.forget(id);
			this.reports.lost(this.worker, work, error);
			return;
		}
		try {
			this.answers.answer(id, result);
		}
		catch (ZmqTimeoutException ex) {
			this.reports.dropped(work, ex);
		}
		catch (SocketClosedException ex) {
			dropped(work, "was closed before a result came", ex);
		}
		catch (RuntimeException | Error ex) {
			// Error: a result may contain itself, or be too large for the memory
			this.answers.forget(id);
			this.reports.lost(this.worker, work, ex);
		}
	}

	private void timedOut(ActiveWork item) {
		this.answers.forget(this.answers.correlate(item.work().payload()));
		ZmqTimeoutException timeout = new ZmqTimeoutException(
				"The work handler of '" + this.worker + "' took longer than the work-timeout of "
						+ SettingText.of(this.settings.workTimeout()) + " and was interrupted");
		item.outcome().abandoned(timeout);
		this.reports.timedOut(item.work(), timeout);
	}

	/**
	 * Wait for the items in hand; interrupt and report those that take too long.
	 * @param deadline when to give up, by {@link System#nanoTime()}
	 */
	void close(long deadline) {
		// A handler that has stopped its own worker returns only after this
		this.lastBegin = System.nanoTime();
		List<ActiveWork> left = this.slots.finish(deadline);
		if (!left.isEmpty()) {
			logger.warn("Worker '" + this.worker + "' did not finish within the shutdown-timeout of "
					+ SettingText.of(this.settings.shutdownTimeout()) + "; interrupted and left behind: "
					+ String.join(", ", left.stream().map(ActiveWork::where).toList()));
		}
		try {
			left.stream().filter(ActiveWork::abandon).forEach(this::leftBehind);
		}
		finally {
			this.answers.close();
		}
	}

	private void leftBehind(ActiveWork item) {
		item.outcome().abandoned(dropped(item.work(), "was stopped before its handler had finished an item", null));
	}

	private ZmqException dropped(ZmqMessage work, String why, @Nullable Throwable cause) {
		ZmqException reason = new ZmqException("Worker '" + this.worker + "' " + why, cause);
		this.reports.dropped(work, reason);
		return reason;
	}

}
