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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.zmqspring.replay.protocol.MessageRange;
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
 * sockets can be closed and opened again, for example after an engine failure; the
 * recovery continues. It belongs to the receiving thread of the subscriber.
 *
 * @since 0.1
 */
public final class SubscriberReplay {

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final Queue<Runnable> delayed = new ArrayDeque<>();

	private final Runnable task = this::tick;

	private final ZmqContext context;

	private final List<SocketSettings> addresses;

	private final String name;

	private final SocketEventListener events;

	private final PublisherAliases aliases;

	private final Recovery recovery;

	private final LongAdder requests = new LongAdder();

	private volatile int waitingTopics;

	private volatile long heldBytes;

	private volatile List<ReplayClient> clients = List.of();

	private volatile Executor receivingThread = (task) -> {
	};

	private volatile BooleanSupplier caughtUp = () -> true;

	private volatile BooleanSupplier liveConnected = () -> false;

	private volatile boolean paused;

	/**
	 * Create the recovery. It has no sockets yet.
	 * @param context the context
	 * @param addresses the settings of the sockets, with one address each
	 * @param name the name of the threads, without prefix and number
	 * @param settings the settings of the recovery
	 * @param wanted tells whether a topic is subscribed to
	 * @param seen what was received before
	 * @param listener receives what is recovered and lost, on the receiving thread
	 * @param events receives the events of connections
	 */
	public SubscriberReplay(ZmqContext context, List<SocketSettings> addresses, String name, RecoverySettings settings,
			Predicate<byte[]> wanted, SeenNumbers seen, RecoveryListener listener, SocketEventListener events) {
		this.context = context;
		this.addresses = List.copyOf(addresses);
		this.name = name;
		this.events = events;
		this.aliases = new PublisherAliases(
				addresses.stream().map((each) -> each.endpoints().get(0).toString()).toList());
		this.recovery = new Recovery(settings, addresses.size(), wanted, seen, listener, new Requests());
	}

	/**
	 * Open the sockets. Nothing is asked for before {@link #start()}. To be called while
	 * no receiving thread is running.
	 * @param receivingThread runs tasks in order on the receiving thread of the
	 * subscriber
	 * @param caughtUp tells whether all live messages that have arrived were received;
	 * called on the receiving thread
	 * @param liveConnected tells whether live messages of all publishers can arrive;
	 * called on the receiving thread
	 * @throws SocketOpenException if an address cannot be connected
	 */
	public void open(Executor receivingThread, BooleanSupplier caughtUp, BooleanSupplier liveConnected) {
		this.receivingThread = receivingThread;
		this.caughtUp = caughtUp;
		this.liveConnected = liveConnected;
		this.paused = false;
		this.delayed.clear();
		this.ticking.set(false);
		List<ReplayClient> opened = new ArrayList<>();
		try {
			for (int i = 0; i < this.addresses.size(); i++) {
				this.recovery.onConnection(i, false);
				opened.add(new ReplayClient(this.context, this.addresses.get(i), this.name + "-" + (i + 1),
						new SourceAnswers(i, this.recovery, this.aliases), this::execute, this.events));
			}
			this.clients = opened;
		}
		catch (RuntimeException | Error ex) {
			opened.forEach((client) -> client.close(Duration.ZERO));
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
	 * @return one per address, empty while they are closed
	 */
	public List<ReceivingSocket> sockets() {
		return this.clients.stream().map(ReplayClient::socket).toList();
	}

	/**
	 * The addresses at which nobody answers requests.
	 * @return the addresses, empty if all answer, or may still do so
	 */
	public List<String> addressesWithoutReplay() {
		return this.clients.stream().filter(ReplayClient::isUnanswered).map(ReplayClient::address).toList();
	}

	/**
	 * How many requests were sent.
	 * @return the number
	 */
	public long requests() {
		return this.requests.sum();
	}

	/**
	 * How many topics wait for missing messages.
	 * @return the number some moments ago
	 */
	public int waitingTopics() {
		return this.waitingTopics;
	}

	/**
	 * The memory of messages that are held.
	 * @return bytes, some moments ago
	 */
	public long heldBytes() {
		return this.heldBytes;
	}

	/**
	 * Deliver nothing and give nothing up until {@link #resume()}.
	 */
	public void pause() {
		this.paused = true;
	}

	/**
	 * Continue after {@link #pause()}.
	 */
	public void resume() {
		this.paused = false;
		this.receivingThread.execute(this::runDelayed);
	}

	/**
	 * Close the sockets. The recovery remembers everything.
	 * @param timeout the longest wait for their threads
	 * @return whether all have ended
	 */
	public boolean close(Duration timeout) {
		this.context.removeTask(this.task);
		List<ReplayClient> closing = this.clients;
		this.clients = List.of();
		Deadline deadline = Deadline.in(timeout);
		boolean ended = true;
		for (ReplayClient client : closing) {
			ended &= client.close(deadline.left());
		}
		return ended;
	}

	private void execute(Runnable answer) {
		this.receivingThread.execute(() -> {
			this.delayed.add(answer);
			runDelayed();
		});
	}

	private void runDelayed() {
		while (!this.paused && !this.delayed.isEmpty()) {
			this.delayed.remove().run();
		}
	}

	/**
	 * Deliver and ask for what can be delivered now. This also happens about every 100
	 * ms. While a handler is busy, one call waits, and the others do nothing.
	 */
	public void tick() {
		if (!this.paused && this.ticking.compareAndSet(false, true)) {
			execute(() -> {
				this.ticking.set(false);
				this.clients.forEach(ReplayClient::tick);
				this.recovery.onLiveConnections(this.liveConnected.getAsBoolean());
				this.recovery.tick(this.caughtUp.getAsBoolean());
				this.waitingTopics = this.recovery.waitingTopics();
				this.heldBytes = this.recovery.heldBytes();
			});
		}
	}

	/**
	 * Sends the requests of the recovery.
	 */
	private final class Requests implements ReplayRequests {

		@Override
		public boolean sync(int source, long after, List<byte[]> prefixes, int page) {
			List<ReplayClient> open = SubscriberReplay.this.clients;
			return count(!open.isEmpty() && open.get(source).sync(after, prefixes, page));
		}

		@Override
		public boolean get(int source, List<MessageRange> ranges) {
			List<ReplayClient> open = SubscriberReplay.this.clients;
			return count(!open.isEmpty() && open.get(source).get(ranges));
		}

		private boolean count(boolean sent) {
			if (sent) {
				SubscriberReplay.this.requests.increment();
			}
			return sent;
		}

	}

}
