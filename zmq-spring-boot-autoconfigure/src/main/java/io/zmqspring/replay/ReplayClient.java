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
import java.util.function.LongFunction;

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
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.TransportOptions;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.RequestSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.LogThrottle;

/**
 * Asks the publisher at one address: at most one request for last numbers and one for
 * messages at a time. Requests and everything that its listener receives belong to one
 * thread, which is given as an executor; the socket has a thread of its own.
 */
final class ReplayClient {

	/**
	 * The most messages of an answer. They are handled one after the other, while other
	 * topics wait.
	 */
	static final int MOST_MESSAGES = 500;

	private static final int LARGEST_ANSWER = 1024 * 1024;

	// What an answer has besides a message of the largest size
	private static final long ENVELOPE = 64 * 1024;

	private static final int HIGH_WATER_MARK = 16;

	private static final Log logger = LogFactory.getLog(ReplayClient.class);

	private final LogThrottle throttle = new LogThrottle(Duration.ofSeconds(10));

	private final ReplayAnswerListener listener;

	private final Executor executor;

	private final String address;

	private final boolean inproc;

	private final RequestSocket socket;

	private final OpenRequest<SummaryReply> sync;

	private final OpenRequest<MessagesReply> get;

	private final OversizeMessages oversize = new OversizeMessages();

	private final RequestPace pace = new RequestPace(System.nanoTime());

	private final SummaryPages pages = new SummaryPages();

	private long lastId;

	private volatile @Nullable Boolean offers;

	private final String role;

	private final ClientConnection connection;

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
		this.sync = new OpenRequest<>(SummaryReply.class, this::send, this::answered, this::unanswered);
		this.get = new OpenRequest<>(MessagesReply.class, this::send,
				(reply) -> listener.onMessages(this.oversize.answered(reply)), (failure) -> listener.onNoMessages());
		this.executor = executor;
		this.role = events.role() + " '" + events.name() + "'";
		this.connection = new ClientConnection(executor, this::connectionChanged);
		this.address = settings.endpoints().get(0).toString();
		this.inproc = settings.endpoints().get(0).transport() == Endpoint.Transport.INPROC;
		long largest = Math.max(settings.tuning().maxMessageSize().toBytes(), 2 * LARGEST_ANSWER) + ENVELOPE;
		SocketTuning tuning = settings.tuning()
			.mutate()
			.maxMessageSize(DataSize.ofBytes(Math.min(largest, Integer.MAX_VALUE)))
			.build();
		SocketSettings own = new SocketSettings(settings.endpoints(), false, HIGH_WATER_MARK, Duration.ZERO,
				settings.sendTimeout(), new TransportOptions(settings.endpoints(), false).select(tuning),
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

		}, events.andThen(this.connection::onEvent));
	}

	void start() {
		this.socket.receiving().start();
		if (this.inproc) {
			// There are no events of such a connection
			this.connection.make();
		}
	}

	ReceivingSocket socket() {
		return this.socket.receiving();
	}

	String address() {
		return this.address;
	}

	/**
	 * Whether nobody answers requests.
	 * @return {@code false} also if it is not known yet
	 */
	boolean isUnanswered() {
		return Boolean.FALSE.equals(this.offers) || this.connection.isAbsent();
	}

	boolean close(Duration timeout) {
		return this.socket.receiving().close(timeout);
	}

	boolean sync(long after, List<byte[]> prefixes, int page) {
		return this.pages.mayAsk(page, System.nanoTime())
				&& open(this.sync, (id) -> new SyncRequest(id, after, prefixes, page).encode());
	}

	boolean get(List<MessageRange> ranges) {
		return !this.get.isOpen() && this.connection.isMade() && this.pace.take(System.nanoTime()) && open(this.get,
				(id) -> new GetRequest(id, MOST_MESSAGES, LARGEST_ANSWER, this.oversize.limit(ranges)).encode());
	}

	private boolean open(OpenRequest<?> request, LongFunction<byte[]> encode) {
		if (!this.connection.isMade() || request.isOpen()) {
			return false;
		}
		this.lastId++;
		request.open(this.lastId, encode.apply(this.lastId));
		return true;
	}

	private void send(byte[] request) {
		this.socket.receiving().execute(() -> this.socket.ask(request));
	}

	/**
	 * Send requests again that are not answered, or give them up. To be called about
	 * every 100 ms.
	 */
	void tick() {
		this.sync.tick();
		this.get.tick();
		if (this.offers == null && this.connection.isAbsentFromTheStart()) {
			doesNotOffer();
		}
	}

	// On the thread of the socket
	private void received(Frames frames) {
		try {
			ReplayReply reply = ReplayReply.decode(frames.get(0));
			if (reply instanceof ErrorReply error && error.error() != ReplayError.TOO_MANY) {
				this.throttle.log((suffix) -> logger
					.warn("The publisher at " + this.address + " refuses a request: " + error.text() + suffix));
			}
			Runnable task = this.sync.take(reply);
			if (task == null) {
				task = this.get.take(reply);
			}
			if (task != null) {
				this.executor.execute(task);
			}
		}
		catch (ReplayProtocolException ex) {
			this.throttle.log((suffix) -> logger.warn("An answer from " + this.address
					+ " is ignored, because it is none of the replay protocol: " + ex.getMessage() + suffix));
		}
	}

	private void answered(SummaryReply reply) {
		if (this.pages.isEndless(reply, System.nanoTime())) {
			offers(false, "The list of topics of the publisher at " + this.address + " has no end: "
					+ SummaryPages.MOST_PAGES + " pages were received, and there is a next one. Missed messages are"
					+ " not asked for during the next minute. Check that a publisher of this library listens there,"
					+ " or correct the pages that the program there names");
			this.listener.onNoSummary();
			return;
		}
		if (!this.pages.wasEndless()) {
			offers(true, "");
		}
		this.listener.onSummary(reply);
	}

	private void unanswered(OpenRequest.Failure failure) {
		if (failure == OpenRequest.Failure.SILENCE) {
			doesNotOffer();
		}
		this.listener.onNoSummary();
	}

	private void doesNotOffer() {
		offers(false, (this.connection.isMade() ? "The peer at " + this.address + " does not answer requests"
				: "Nobody listens at " + this.address + " to requests") + " of the " + this.role
				+ " for missed messages. Check that replay.address is that of zmq.publishers.<name>.replay.address");
	}

	private void offers(boolean now, String warning) {
		if (!Boolean.valueOf(now).equals(this.offers)) {
			this.offers = now;
			if (!now) {
				logger.warn(warning);
			}
		}
		// A publisher that is not connected yet may know messages that no other one knows
		if (now || this.connection.isMade()) {
			this.listener.onOffer(now);
		}
	}

	private void connectionChanged(boolean tooLarge) {
		MessagesReply found = (tooLarge && this.get.isOpen()) ? this.oversize.refused() : null;
		if (found != null) {
			logger.warn("A missed message is lost, because the answer of " + this.address
					+ " is larger than socket.max-message-size allows");
			this.listener.onMessages(found);
		}
		this.sync.close();
		this.get.close();
		this.pages.clear();
		this.listener.onConnection(this.connection.isMade());
	}

}
