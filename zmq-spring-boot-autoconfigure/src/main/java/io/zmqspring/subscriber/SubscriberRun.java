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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.settings.SettingText;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;

/**
 * One run of a subscriber, from its start, or the replacement of its engine, to the next
 * one or its stop: its socket, and the path of its messages. What has been received and
 * waits for handlers outlives the run if the engine is replaced.
 */
final class SubscriberRun {

	private static final Log logger = LogFactory.getLog(SubscriberRun.class);

	private final ReceivingSocket socket;

	private final InboundPath path;

	private final SubscriberHandlers handlers;

	private final @Nullable MissedMessages missed;

	private SubscriberRun(ReceivingSocket socket, InboundPath path, SubscriberHandlers handlers,
			@Nullable MissedMessages missed) {
		this.socket = socket;
		this.path = path;
		this.handlers = handlers;
		this.missed = missed;
	}

	/**
	 * Open the socket of a run. It receives nothing until the run is started.
	 * @param context the ZeroMQ context
	 * @param settings the settings of the subscriber
	 * @param handlers its handlers
	 * @param sequences checks the sequence of messages
	 * @param missed recovers messages, {@code null} without {@code replay}
	 * @param reports reports lost messages
	 * @param failure told if the receiving thread cannot go on
	 * @return the run
	 * @throws ZmqConfigurationException if an address cannot be bound or connected
	 */
	static SubscriberRun open(ZmqContext context, SubscriberSettings settings, SubscriberHandlers handlers,
			SequenceCheck sequences, @Nullable MissedMessages missed, FailureReports reports,
			Consumer<Throwable> failure) {
		RoleStatus status = reports.status();
		InboundPath path = new InboundPath(settings, handlers.gate(), handlers::routes, sequences, missed, reports,
				failure);
		LiveConnections connections = new LiveConnections();
		SubscriberRun run;
		try {
			run = new SubscriberRun(ReceivingSocket.subscribing(context, settings.toSocketSettings(),
					"subscriber-" + status.name(), path, status.andThen(connections::onEvent)), path, handlers, missed);
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException(status.key() + ": " + ex.problem(), ex.action(), ex);
		}
		try {
			run.openReplay();
			connections.onConnection(run::onConnection);
			return run;
		}
		catch (RuntimeException | Error ex) {
			run.socket.close(Duration.ZERO);
			throw ex;
		}
	}

	private void openReplay() {
		if (this.missed != null) {
			this.missed.open(this.path, this.socket);
		}
	}

	private void onConnection() {
		MissedMessages recovery = this.missed;
		if (recovery != null) {
			this.socket.execute(() -> recovery.onConnection(this.path));
		}
	}

	/**
	 * The subscriptions have changed.
	 */
	void subscriptionsChanged() {
		MissedMessages recovery = this.missed;
		if (recovery != null) {
			this.socket.execute(() -> recovery.subscribe(this.path, this.handlers.routes()));
		}
	}

	/**
	 * There is room again for recovered messages that are received by hand.
	 */
	void hasRoom() {
		if (this.missed != null) {
			this.missed.hasRoom();
		}
	}

	ReceivingSocket socket() {
		return this.socket;
	}

	CallSequence calls() {
		return this.path.calls();
	}

	void start(RoleStatus status, SubscriberSettings settings) {
		this.handlers.attach(this);
		// Before the next message
		this.handlers.deliverHeld();
		this.socket.start();
		if (this.missed != null) {
			this.missed.start();
		}
		logger.info(status
				+ (settings.bind() ? " is bound to " + this.socket.boundAddresses()
						: " connects to " + settings.endpoints())
				+ ((this.missed != null) ? ", and asks for missed messages at " + settings.replay().endpoints() : ""));
	}

	// The next message may be long in coming, and a handler refers to its bean
	void forgetRemovedHandlers() {
		this.socket.execute(this.path::forgetRemovedHandlers);
	}

	void pause() {
		this.socket.pause();
		this.handlers.gate().pause();
		if (this.missed != null) {
			this.missed.pause();
		}
	}

	void resume() {
		this.handlers.gate().resume();
		// Before the next message
		this.handlers.deliverHeld();
		if (this.missed != null) {
			this.missed.resume();
		}
		this.socket.resume();
	}

	/**
	 * Deliver the messages that wait for handlers.
	 * @param deliveries the handlers
	 */
	void deliverHeld(Collection<Delivery> deliveries) {
		this.handlers.gate().changed();
		this.socket.execute(() -> this.path.deliverHeld(() -> deliveries.forEach(Delivery::deliverHeld)));
	}

	/**
	 * Wait for the end of the current call on the receiving thread, unless it waits for
	 * the caller.
	 * @param deadline when to give up
	 * @param unless another reason to end the wait
	 */
	void awaitEndOfCall(Deadline deadline, BooleanSupplier unless) {
		Thread receiving = this.socket.thread();
		this.path.calls()
			.awaitEndOfCall(receiving, deadline, () -> unless.getAsBoolean() || this.handlers.isFullFor(receiving));
	}

	/**
	 * Stop receiving. If the engine is replaced, what has been received waits for the
	 * next run. Otherwise the handlers finish, and what they have not taken is dropped;
	 * those that do not finish are interrupted and named.
	 * @param run the run, {@code null} if no socket is open
	 * @param handlers the handlers of the subscriber
	 * @param again whether another run follows, because the engine is replaced
	 * @param timeout the longest wait
	 * @param reports reports the messages that are dropped
	 */
	static void close(@Nullable SubscriberRun run, SubscriberHandlers handlers, boolean again, Duration timeout,
			FailureReports reports) {
		Deadline deadline = Deadline.in(timeout);
		List<String> left = new ArrayList<>();
		List<Runnable> calls = new ArrayList<>();
		if (again) {
			handlers.gate().suspend();
		}
		else {
			handlers.gate().stopping();
		}
		if (run != null) {
			run.closeSockets(deadline, left::add);
		}
		if (!again) {
			left.addAll(handlers.finish(deadline, calls::add));
		}
		if (!left.isEmpty()) {
			logger.warn(reports.status() + " did not finish within the shutdown-timeout of " + SettingText.of(timeout)
					+ "; interrupted and left behind: " + String.join(", ", left));
		}
		reports.tell(calls);
	}

	private void closeSockets(Deadline deadline, Consumer<String> left) {
		if (!this.socket.close(deadline.left())) {
			Thread receiving = this.socket.thread();
			left.accept(receiving.getName() + " at " + Threads.top(receiving.getStackTrace()));
		}
		calls().close();
		if (this.missed != null) {
			this.missed.close(deadline.left());
		}
		this.handlers.detach();
	}

	/**
	 * Tells when the socket for messages has connected.
	 */
	private static final class LiveConnections {

		private volatile Runnable listener = () -> {
		};

		void onConnection(Runnable told) {
			this.listener = told;
		}

		void onEvent(SocketEvent event) {
			if (event.kind() == SocketEvent.Kind.HANDSHAKEN) {
				this.listener.run();
			}
		}

	}

}
