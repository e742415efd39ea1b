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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.message.OutgoingMessage;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.value.DeliveryMode;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.WireHeaders;

/**
 * One pool of workers of a controller: its sockets, its pending requests and, with
 * at-least-once, the ledger of its items.
 */
final class WorkerPool {

	private final UnguessableIds ids = new UnguessableIds();

	private final PoolContext shared;

	private final String name;

	private final PoolSettings settings;

	private final PoolSockets sockets;

	private final PendingRequests pending;

	private final @Nullable Ledger ledger;

	private @Nullable SendingSocket ending;

	private Duration linger = Duration.ZERO;

	private @Nullable Redelivery redelivery;

	WorkerPool(PoolContext shared, String name, PoolSettings settings) {
		this.shared = shared;
		this.name = name;
		this.settings = settings;
		this.pending = new PendingRequests(name, settings.maxQueueSize(), shared.workerTimeout(), shared.timer(),
				shared.stages(), this::outlook);
		this.ledger = (settings.delivery() == DeliveryMode.AT_LEAST_ONCE) ? new Ledger(settings.maxQueueSize(),
				settings.inFlight(), settings.redeliveryTimeout(), settings.retryDelay(), settings.maxAttempts())
				: null;
		this.sockets = new PoolSockets(shared, name, settings, this.ledger, this.pending);
	}

	String name() {
		return this.name;
	}

	PoolSockets sockets() {
		return this.sockets;
	}

	void open(ZmqContext context, SocketEventListener events, Consumer<Throwable> failure, boolean virtualThreads) {
		if (this.ledger != null) {
			this.shared.correlation();
		}
		SendingSocket opened = this.sockets.open(context, events, failure, virtualThreads);
		if (this.ledger != null && opened != null) {
			this.ledger.restartTimeouts();
			this.redelivery = new Redelivery(this.shared.label(this.name), this.ledger, this.settings.maxAttempts(),
					(work, timeout) -> this.sockets.sender().trySend(opened, work, timeout), this::noAttemptLeft);
		}
	}

	/**
	 * Send one item, waiting at most {@code send-timeout} for room in a worker's queue.
	 * @param work the work, not encoded
	 * @throws ZmqTimeoutException if there was no room
	 */
	void send(Object work) {
		if (!this.shared.observing().isActive() && !OutgoingMessage.isMessage(work)) {
			send(new ZmqMessage(this.name, this.shared.codec().encode(work)), this.shared.sendTimeout());
			return;
		}
		observed(work, (item) -> {
			send(item, this.shared.sendTimeout());
			return item;
		});
	}

	private <T> T observed(Object work, Function<ZmqMessage, T> send) {
		OutgoingMessage outgoing = this.shared.outgoing(work);
		Map<String, String> own = outgoing.headers();
		return this.shared.observing()
			.send(MessageOperation.SEND_WORK, this.name, own, (headers) -> send.apply(new ZmqMessage(this.name,
					this.shared.codec().encode(outgoing.payload()), WireHeaders.fitting(headers, own))));
	}

	void send(ZmqMessage work, Duration timeout) {
		if (this.ledger == null) {
			this.sockets.sender().send(work, timeout);
			return;
		}
		Identified item = identify(work);
		accept(this.ledger, item, timeout);
	}

	private void accept(Ledger items, Identified item, Duration timeout) {
		this.sockets.sender().running();
		if (!items.accept(item.id, item.work, timeout)) {
			throw new ZmqTimeoutException("Pool '" + this.name + "' did not take the work within "
					+ SettingText.of(timeout) + ": " + items.outstanding()
					+ " items have no result yet, and max-queue-size is " + this.settings.maxQueueSize());
		}
	}

	/**
	 * Send one item and receive its own result.
	 * @param work the work, not encoded
	 * @param decoder reads the result
	 * @param <R> the type of the result
	 * @return completes with the result, {@code null} for an acknowledgement without one
	 */
	<R> CompletableFuture<@Nullable R> request(Object work, Function<byte[], R> decoder) {
		this.sockets.checkReceivesResults(", or use send(…), which needs no result");
		this.sockets.sender();
		return observed(work, (item) -> request(item, decoder));
	}

	private <R> CompletableFuture<@Nullable R> request(ZmqMessage work, Function<byte[], R> decoder) {
		CompletableFuture<@Nullable R> future;
		Identified item = identify(work);
		try {
			this.sockets.sender().running();
			future = this.pending.add(item.id, decoder);
		}
		catch (ZmqException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		try {
			if (this.ledger != null) {
				accept(this.ledger, item, this.shared.sendTimeout());
			}
			else {
				this.sockets.sender().send(item.work, this.shared.sendTimeout());
			}
		}
		catch (RuntimeException | Error ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	private Identified identify(ZmqMessage work) {
		Correlation.Value present = this.shared.correlation().ofWork(work.payload());
		if (present != null) {
			return new Identified(present.text(), work);
		}
		String id = this.ids.next();
		return new Identified(id,
				new ZmqMessage(work.topic(), this.shared.correlation().withId(work.payload(), id), work.headers()));
	}

	private void noAttemptLeft(WorkItem item) {
		giveUp(item, WorkFailure.reason(item, this.settings.redeliveryTimeout()));
	}

	private void giveUp(WorkItem item, String reason) {
		ZmqDeadLetter letter = new ZmqDeadLetter(this.shared.controller(), this.name, item.id(), item.work().payload(),
				item.attempts(), reason);
		this.pending.fail(item.id(), WorkFailure.deadLetter(letter, item.lastError()));
		this.shared.reports().deadLetter(letter, this.shared.deadLetters());
	}

	private String outlook(String id) {
		WorkItem item = (this.ledger != null) ? this.ledger.find(id) : null;
		if (item == null) {
			return "";
		}
		String sent = switch (item.attempts()) {
			case 0 -> "which no worker has accepted yet";
			case 1 -> "which was sent once";
			default -> "which was sent " + item.attempts() + " times";
		};
		return ". The pool keeps the item, " + sent + " (max-attempts is " + this.settings.maxAttempts()
				+ ", redelivery-timeout is " + SettingText.of(this.settings.redeliveryTimeout())
				+ "): a later result goes to the result listeners; without one the item becomes a dead letter."
				+ " Set a longer worker-timeout if a request shall wait for all attempts";
	}

	/**
	 * Accept no more work, before {@link #close}. Results are still received.
	 * @param limit limits the linger
	 */
	void stopSending(UnaryOperator<Duration> limit) {
		if (this.redelivery != null) {
			this.redelivery.close();
			this.redelivery = null;
		}
		PipeSettings push = this.settings.push();
		if (push != null) {
			this.linger = limit.apply(push.linger());
			this.ending = this.sockets.sender().detach(this.linger);
		}
	}

	/**
	 * Close the sockets when the work that was accepted is sent, after the linger at the
	 * latest. Work that is left is counted. With at-least-once it is not lost: items
	 * without a result stay in the ledger for the next opening. Requests are cancelled,
	 * results that have arrived are handled.
	 * @param timeout the longest wait for code of the application
	 * @return whether it has returned
	 */
	boolean close(Duration timeout) {
		SendingSocket sending = this.ending;
		this.ending = null;
		if (sending != null) {
			long unsent = sending.close(this.linger);
			if (this.ledger == null) {
				this.shared.reports().status().unsent(unsent, this.linger);
			}
		}
		Deadline deadline = Deadline.in(timeout);
		PoolReceiver receiver = this.sockets.receiver();
		boolean ended = receiver == null || receiver.stopReceiving(deadline);
		// First, because a result handler may wait for a request
		this.pending.cancelAll();
		ended &= receiver == null || receiver.finish(deadline);
		return this.pending.awaitCompleted(deadline) && ended;
	}

	/**
	 * Make all items without a result dead letters, because the controller is destroyed.
	 */
	void giveUpAll() {
		if (this.ledger != null) {
			this.ledger.giveUpAll().forEach((item) -> giveUp(item, "the controller was closed before its result came"));
		}
	}

	/**
	 * Work with its correlation value.
	 */
	private record Identified(String id, ZmqMessage work) {

	}

}
