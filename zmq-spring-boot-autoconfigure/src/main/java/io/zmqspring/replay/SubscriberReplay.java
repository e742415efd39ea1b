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

package io.zmqspring.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.recovery.Recovery;
import io.zmqspring.replay.recovery.RecoveryListener;
import io.zmqspring.replay.recovery.RecoverySettings;
import io.zmqspring.replay.recovery.ReplayRequests;
import io.zmqspring.replay.recovery.SeenNumbers;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Deadline;

/**
 * The recovery of a subscriber, and the sockets by which it asks: one per address. The
 * recovery belongs to the receiving thread of the subscriber.
 *
 * @since 0.1
 */
public final class SubscriberReplay {

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final List<ReplayClient> clients = new ArrayList<>();

	private final Runnable task = this::tick;

	private final ZmqContext context;

	private final Executor receivingThread;

	private final BooleanSupplier caughtUp;

	private final Recovery recovery;

	private SubscriberReplay(ZmqContext context, Executor receivingThread, BooleanSupplier caughtUp,
			RecoverySettings settings, int addresses, Predicate<byte[]> wanted, SeenNumbers seen,
			RecoveryListener listener) {
		this.context = context;
		this.receivingThread = receivingThread;
		this.caughtUp = caughtUp;
		this.recovery = new Recovery(settings, addresses, wanted, seen, listener, new Requests());
	}

	/**
	 * Open the sockets. Nothing is asked for before {@link #start()}.
	 * @param context the context
	 * @param addresses the settings of the sockets, with one address each
	 * @param name the name of the threads, without prefix and number
	 * @param settings the settings of the recovery
	 * @param wanted tells whether a topic is subscribed to
	 * @param seen what was received before
	 * @param listener receives what is recovered and lost, on the receiving thread
	 * @param receivingThread runs tasks in order on the receiving thread of the
	 * subscriber
	 * @param caughtUp tells whether all live messages that have arrived were received;
	 * called on the receiving thread
	 * @param events receives the events of connections
	 * @return the recovery with its sockets
	 * @throws SocketOpenException if an address cannot be connected
	 */
	public static SubscriberReplay open(ZmqContext context, List<SocketSettings> addresses, String name,
			RecoverySettings settings, Predicate<byte[]> wanted, SeenNumbers seen, RecoveryListener listener,
			Executor receivingThread, BooleanSupplier caughtUp, SocketEventListener events) {
		SubscriberReplay opened = new SubscriberReplay(context, receivingThread, caughtUp, settings, addresses.size(),
				wanted, seen, listener);
		try {
			for (int i = 0; i < addresses.size(); i++) {
				opened.clients.add(new ReplayClient(context, addresses.get(i), name + "-" + (i + 1),
						opened.new Answers(i), receivingThread, events));
			}
			return opened;
		}
		catch (RuntimeException | Error ex) {
			opened.close(Duration.ZERO);
			throw ex;
		}
	}

	/**
	 * Start asking.
	 */
	public void start() {
		this.clients.forEach(ReplayClient::start);
		this.context.addTask(this.task);
	}

	/**
	 * The recovery, for the receiving thread only.
	 * @return the recovery
	 */
	public Recovery recovery() {
		return this.recovery;
	}

	/**
	 * The sockets: their connections and faults.
	 * @return one per address
	 */
	public List<ReceivingSocket> sockets() {
		return this.clients.stream().map(ReplayClient::socket).toList();
	}

	/**
	 * The addresses at which nobody answers requests.
	 * @return the addresses, empty if all answer, or may still do so
	 */
	public List<String> addressesWithoutReplay() {
		return this.clients.stream()
			.filter((client) -> Boolean.FALSE.equals(client.offers()))
			.map(ReplayClient::address)
			.toList();
	}

	/**
	 * Close the sockets.
	 * @param timeout the longest wait for their threads
	 * @return whether all have ended
	 */
	public boolean close(Duration timeout) {
		this.context.removeTask(this.task);
		Deadline deadline = Deadline.in(timeout);
		boolean ended = true;
		for (ReplayClient client : this.clients) {
			ended &= client.close(deadline.left());
		}
		return ended;
	}

	// While a handler is busy, one call waits, not one per tick
	private void tick() {
		if (this.ticking.compareAndSet(false, true)) {
			this.receivingThread.execute(() -> {
				this.ticking.set(false);
				this.clients.forEach(ReplayClient::tick);
				this.recovery.tick(this.caughtUp.getAsBoolean());
			});
		}
	}

	/**
	 * Sends the requests of the recovery.
	 */
	private final class Requests implements ReplayRequests {

		@Override
		public boolean sync(int source, long after, List<byte[]> prefixes, int page) {
			return SubscriberReplay.this.clients.get(source).sync(after, prefixes, page);
		}

		@Override
		public boolean get(int source, List<MessageRange> ranges) {
			return SubscriberReplay.this.clients.get(source).get(ranges);
		}

	}

	/**
	 * Passes the answers of one address to the recovery.
	 */
	private final class Answers implements ReplayAnswerListener {

		private final int source;

		Answers(int source) {
			this.source = source;
		}

		@Override
		public void onConnection(boolean connected) {
			SubscriberReplay.this.recovery.onConnection(this.source, connected);
		}

		@Override
		public void onSummary(SummaryReply reply) {
			SubscriberReplay.this.recovery.onSummary(this.source, reply);
		}

		@Override
		public void onNoSummary() {
			SubscriberReplay.this.recovery.onNoSummary(this.source);
		}

		@Override
		public void onMessages(MessagesReply reply) {
			SubscriberReplay.this.recovery.onMessages(this.source, reply);
		}

		@Override
		public void onNoMessages() {
			SubscriberReplay.this.recovery.onNoMessages(this.source);
		}

		@Override
		public void onOffer(boolean offers) {
			SubscriberReplay.this.recovery.onOffer(this.source, offers);
		}

	}

}
