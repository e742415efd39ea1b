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
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.zmqspring.replay.protocol.ErrorReply;
import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.ReplayError;
import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.RequestSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.LogThrottle;

/**
 * Asks the publisher at one address: at most one request for last numbers and one for
 * messages at a time. Requests and everything that its listener receives belong to one
 * thread, which is given as an executor; the socket has a thread of its own.
 */
final class ReplayClient {

	private static final int LARGEST_ANSWER = 1024 * 1024;

	private static final int MOST_MESSAGES = 10_000;

	// What an answer has besides a message of the largest size
	private static final long ENVELOPE = 64 * 1024;

	private static final int HIGH_WATER_MARK = 16;

	private static final Log logger = LogFactory.getLog(ReplayClient.class);

	private final LogThrottle throttle = new LogThrottle(Duration.ofSeconds(10));

	// The ids of the open requests, 0 for none. The thread of the socket discards
	// every other answer, so that a peer cannot fill the queue of the executor
	private final AtomicLong syncId = new AtomicLong();

	private final AtomicLong getId = new AtomicLong();

	private final ReplayAnswerListener listener;

	private final Executor executor;

	private final String address;

	private final RequestSocket socket;

	private @Nullable OpenRequest sync;

	private @Nullable OpenRequest get;

	private long lastId;

	private volatile @Nullable Boolean offers;

	private volatile boolean connected;

	/**
	 * Open the socket. It receives from {@link #start()} on.
	 * @param context the context
	 * @param settings the settings of a socket that connects to one address
	 * @param name the name of the thread, without prefix
	 * @param listener receives the answers
	 * @param executor runs tasks in order, on the thread that calls this client
	 * @param events receives the events of connections
	 * @throws SocketOpenException if the address cannot be connected
	 */
	ReplayClient(ZmqContext context, SocketSettings settings, String name, ReplayAnswerListener listener,
			Executor executor, SocketEventListener events) {
		this.listener = listener;
		this.executor = executor;
		this.address = settings.endpoints().get(0).toString();
		long largest = Math.max(settings.tuning().maxMessageSize().toBytes(), 2 * LARGEST_ANSWER) + ENVELOPE;
		SocketSettings own = new SocketSettings(settings.endpoints(), false, HIGH_WATER_MARK, Duration.ZERO,
				settings.sendTimeout(),
				settings.tuning()
					.mutate()
					.maxMessageSize(DataSize.ofBytes(Math.min(largest, Integer.MAX_VALUE)))
					.build(),
				settings.security());
		this.socket = RequestSocket.asking(context, own, name, new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				received(frames);
			}

			@Override
			public void onFailure(Throwable cause) {
				logger.error("Missed messages cannot be asked for at " + ReplayClient.this.address
						+ " any more, because the thread has failed", FailureText.forLog(cause, logger));
			}

		}, new ConnectionEvents(events));
	}

	void start() {
		this.socket.receiving().start();
	}

	ReceivingSocket socket() {
		return this.socket.receiving();
	}

	String address() {
		return this.address;
	}

	/**
	 * Whether the peer offers replay.
	 * @return {@code null} if it is not known yet
	 */
	@Nullable Boolean offers() {
		return this.offers;
	}

	boolean close(Duration timeout) {
		return this.socket.receiving().close(timeout);
	}

	boolean sync(long after, List<byte[]> prefixes, int page) {
		OpenRequest request = open((id) -> new SyncRequest(id, after, prefixes, page).encode());
		if (request == null || this.sync != null) {
			return false;
		}
		this.sync = request;
		this.syncId.set(request.id());
		send(request);
		return true;
	}

	boolean get(List<MessageRange> ranges) {
		OpenRequest request = open((id) -> new GetRequest(id, MOST_MESSAGES, LARGEST_ANSWER, ranges).encode());
		if (request == null || this.get != null) {
			return false;
		}
		this.get = request;
		this.getId.set(request.id());
		send(request);
		return true;
	}

	private @Nullable OpenRequest open(Function<Long, byte[]> encode) {
		if (!this.connected) {
			return null;
		}
		long id = ++this.lastId;
		return new OpenRequest(id, encode.apply(id));
	}

	private void send(OpenRequest request) {
		request.sent(System.nanoTime());
		this.socket.receiving().execute(() -> this.socket.ask(request.frame()));
	}

	/**
	 * Send requests again that are not answered, or give them up. To be called about
	 * every 100 ms.
	 */
	void tick() {
		long now = System.nanoTime();
		if (this.sync != null && this.sync.isDue(now) && !sendAgain(this.sync)) {
			if (!this.sync.wasRefused()) {
				offers(false);
			}
			closeSync();
			this.listener.onNoSummary();
		}
		if (this.get != null && this.get.isDue(now) && !sendAgain(this.get)) {
			closeGet();
			this.listener.onNoMessages();
		}
	}

	private boolean sendAgain(OpenRequest request) {
		if (request.isExhausted()) {
			return false;
		}
		send(request);
		return true;
	}

	private void closeSync() {
		this.sync = null;
		this.syncId.set(0);
	}

	private void closeGet() {
		this.get = null;
		this.getId.set(0);
	}

	// On the thread of the socket
	private void received(Frames frames) {
		try {
			ReplayReply reply = ReplayReply.decode(frames.get(0));
			if (reply instanceof ErrorReply error) {
				refused(error);
			}
			else if (reply instanceof SummaryReply && this.syncId.compareAndSet(reply.id(), 0)) {
				this.executor.execute(() -> answered((SummaryReply) reply));
			}
			else if (reply instanceof MessagesReply && this.getId.compareAndSet(reply.id(), 0)) {
				this.executor.execute(() -> answered((MessagesReply) reply));
			}
		}
		catch (ReplayProtocolException ex) {
			this.throttle.log((suffix) -> logger.warn("An answer from " + this.address
					+ " is ignored, because it is none of the replay protocol: " + ex.getMessage() + suffix));
		}
	}

	private void refused(ErrorReply error) {
		if (error.error() != ReplayError.TOO_MANY) {
			this.throttle.log((suffix) -> logger
				.warn("The publisher at " + this.address + " refuses a request: " + error.text() + suffix));
		}
		boolean known = error.id() != 0 && (this.syncId.get() == error.id() || this.getId.get() == error.id());
		if (known && error.error() == ReplayError.TOO_MANY) {
			this.executor.execute(() -> waitFor(error.id()));
		}
		else if (this.syncId.compareAndSet(error.id(), 0)) {
			this.executor.execute(() -> {
				this.sync = null;
				this.listener.onNoSummary();
			});
		}
		else if (this.getId.compareAndSet(error.id(), 0)) {
			this.executor.execute(() -> {
				this.get = null;
				this.listener.onNoMessages();
			});
		}
	}

	// It is sent again after a second
	private void waitFor(long id) {
		if (this.sync != null && this.sync.id() == id) {
			this.sync.refused();
		}
	}

	private void answered(SummaryReply reply) {
		if (this.sync != null && this.sync.id() == reply.id()) {
			this.sync = null;
			offers(true);
			this.listener.onSummary(reply);
		}
	}

	private void answered(MessagesReply reply) {
		if (this.get != null && this.get.id() == reply.id()) {
			this.get = null;
			this.listener.onMessages(reply);
		}
	}

	private void offers(boolean now) {
		if (!Boolean.valueOf(now).equals(this.offers)) {
			this.offers = now;
			if (!now) {
				logger.warn("The peer at " + this.address + " does not answer requests for missed messages."
						+ " Check that replay.address is that of zmq.publishers.<name>.replay.address");
			}
			this.listener.onOffer(now);
		}
	}

	private void connection(boolean made) {
		closeSync();
		closeGet();
		this.listener.onConnection(made);
	}

	/**
	 * Follows the connection, and passes its events on.
	 */
	private final class ConnectionEvents implements SocketEventListener {

		private final SocketEventListener next;

		ConnectionEvents(SocketEventListener next) {
			this.next = next;
		}

		@Override
		public void onEvent(SocketEvent event) {
			boolean now = switch (event.kind()) {
				case HANDSHAKEN -> true;
				case DISCONNECTED, OVERSIZE -> false;
				default -> ReplayClient.this.connected;
			};
			if (now != ReplayClient.this.connected) {
				ReplayClient.this.connected = now;
				ReplayClient.this.executor.execute(() -> connection(now));
			}
			this.next.onEvent(event);
		}

		@Override
		public String role() {
			return this.next.role();
		}

		@Override
		public String name() {
			return this.next.name();
		}

	}

}
