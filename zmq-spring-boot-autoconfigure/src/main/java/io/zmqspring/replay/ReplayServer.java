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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.unit.DataSize;

import io.zmqspring.replay.protocol.ErrorReply;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.ReplayError;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.store.ReplayStore;
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
import io.zmqspring.support.LogThrottle;

/**
 * Serves the messages of a {@link ReplayStore} to subscribers that have missed some. One
 * thread receives requests and answers them, with a limited share of a processor. The
 * answers that all peers together have not read are bounded: a request whose answer has
 * no room waits. A peer that does not read its answers loses them, and delays others for
 * a limited time.
 *
 * @since 0.1
 */
public final class ReplayServer {

	// Of the requests and of the answers of each peer. A peer asks again only when it has
	// the answer, or has waited too long for it
	static final int HIGH_WATER_MARK = 2;

	private static final Log logger = LogFactory.getLog(ReplayServer.class);

	private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(1));

	private final RequestLimits limits = new RequestLimits();

	private final WorkSlices slices = new WorkSlices(System.nanoTime());

	private final WaitingRequests waiting = new WaitingRequests();

	private final WaitingRequests waitingForLarge = new WaitingRequests();

	private final AnswerMemory memory;

	private final UnreadAnswers unread;

	private final ReplayAnswers answers;

	private final RequestSocket socket;

	private volatile boolean closing;

	private volatile long answered;

	private volatile long refused;

	private volatile long unreadBytes;

	private ReplayServer(ZmqContext context, SocketSettings settings, String name, ReplayStore store,
			SocketEventListener events, Consumer<Throwable> failure, AnswerMemory memory) {
		this.memory = memory;
		this.unread = new UnreadAnswers(memory);
		this.answers = new ReplayAnswers(store);
		this.socket = RequestSocket.answering(context, settings, name, new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				onRequest(frames);
			}

			@Override
			public void onFailure(Throwable cause) {
				failure.accept(cause);
			}

		}, events.andThen(new ConnectionEnds(this::disconnected)::onEvent));
	}

	/**
	 * Open the socket of a server. It answers from {@link #start()} on.
	 * @param context the context
	 * @param settings the settings of the socket; high-water mark, linger and the largest
	 * frame are those of the protocol
	 * @param name the name of the thread, without prefix
	 * @param store the messages
	 * @param events receives the events of connections
	 * @param failure told if the thread cannot go on
	 * @return the server, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static ReplayServer open(ZmqContext context, SocketSettings settings, String name, ReplayStore store,
			SocketEventListener events, Consumer<Throwable> failure) {
		return open(context, settings, name, store, events, failure, AnswerMemory.DEFAULTS);
	}

	static ReplayServer open(ZmqContext context, SocketSettings settings, String name, ReplayStore store,
			SocketEventListener events, Consumer<Throwable> failure, AnswerMemory memory) {
		SocketTuning tuning = settings.tuning()
			.mutate()
			.maxMessageSize(DataSize.ofBytes(ReplayRequest.LARGEST))
			.expectConnectionWithin(null)
			.build();
		SocketSettings own = new SocketSettings(settings.endpoints(), settings.bind(), HIGH_WATER_MARK, Duration.ZERO,
				settings.sendTimeout(), new TransportOptions(settings.endpoints(), settings.bind()).select(tuning),
				settings.security());
		return new ReplayServer(context, own, name, store, events, failure, memory);
	}

	/**
	 * Start answering.
	 */
	public void start() {
		this.socket.receiving().start();
	}

	/**
	 * The socket: its connections, addresses and faults.
	 * @return the socket
	 */
	public ReceivingSocket socket() {
		return this.socket.receiving();
	}

	/**
	 * How many requests were answered.
	 * @return the number
	 */
	public long answered() {
		return this.answered;
	}

	/**
	 * How many requests were refused: they break the protocol, or their peer asks too
	 * often.
	 * @return the number
	 */
	public long refused() {
		return this.refused;
	}

	/**
	 * The size of the answers that peers have not read, as far as that can be known.
	 * @return bytes
	 */
	long unreadBytes() {
		return this.unreadBytes;
	}

	/**
	 * Stop answering and release the ports.
	 * @param timeout the time to wait for the present answer
	 * @return whether the thread has ended
	 */
	public boolean close(Duration timeout) {
		this.closing = true;
		return this.socket.receiving().close(timeout);
	}

	private void onRequest(Frames frames) {
		long now = System.nanoTime();
		boolean single = frames.count() == 2;
		PeerRequest request = new PeerRequest(frames.get(0), single ? frames.get(1) : new byte[0],
				frames.connectionName());
		switch (this.limits.check(request.identity(), now)) {
			case ANSWER -> {
				if (!single) {
					refuse(request, ReplayError.MALFORMED, "A request has one frame");
				}
				else if (!isExpected(request, now)) {
					answer(request, false);
				}
				answerWaiting();
			}
			case REFUSE -> refuse(request, ReplayError.TOO_MANY,
					"The peer may send " + RequestLimits.REQUESTS + " requests per second");
			case IGNORE -> countRefused();
		}
	}

	private void refuse(PeerRequest request, ReplayError error, String text) {
		countRefused();
		this.socket.answer(request.identity(),
				new ErrorReply(ReplayRequest.idOf(request.frame()), error, text).encode());
	}

	// The answer waits, or is under way
	private boolean isExpected(PeerRequest request, long now) {
		this.unread.asked(request);
		return this.waiting.repeat(request, now) || this.waitingForLarge.repeat(request, now)
				|| this.unread.isUnderWay(request, now);
	}

	private void answer(PeerRequest request, boolean itsTurn) {
		long now = System.nanoTime();
		long workBegin = WorkTime.now();
		ReplayReply reply = this.answers.answer(request.frame(), this.limits.mostBytes(now));
		long size = reply.size();
		WaitingRequests queue = this.memory.isLarge(size) ? this.waitingForLarge : this.waiting;
		if ((itsTurn || queue.isEmpty()) && this.unread.hasRoom(size)) {
			count(reply);
			byte[] answer = reply.encode();
			if (this.socket.answer(request.identity(), answer)) {
				this.unread.sent(request, answer.length, now);
			}
			else {
				this.unread.refused(request);
			}
			this.unreadBytes = this.unread.bytes();
			rest(WorkTime.now() - workBegin, answer.length,
					(reply instanceof MessagesReply found) ? found.messages().size() : 0);
		}
		else {
			queue.add(request, size, now);
			rest(WorkTime.now() - workBegin, 0, 0);
		}
	}

	private void answerWaiting() {
		answerWaiting(this.waiting, false);
		answerWaiting(this.waitingForLarge, true);
		this.unreadBytes = this.unread.bytes();
	}

	private void answerWaiting(WaitingRequests queue, boolean large) {
		long now = System.nanoTime();
		if (!queue.isEmpty()) {
			this.unread.removeOverdue(large, now).forEach(this::end);
		}
		PeerRequest next = queue.poll(this.unread::hasRoom, now);
		while (next != null) {
			answer(next, true);
			next = this.closing ? null : queue.poll(this.unread::hasRoom, now);
		}
	}

	// Peers over inproc belong to this application and have no connection
	private void end(PeerRequest slow) {
		String connection = slow.connection();
		if (connection != null) {
			this.socket.end(connection);
			this.throttle.log((suffix) -> logger.warn("The connection of " + connection
					+ " to replay.address is ended, because it has not read an answer within "
					+ this.memory.patience().toSeconds() + " s, and others wait for their answers."
					+ " Check whether the subscriber there still runs; it connects again if it does" + suffix));
		}
	}

	private void disconnected(String connection) {
		RequestSocket opened = this.socket;
		// Events may come before it is assigned
		if (opened != null) {
			opened.receiving().execute(() -> {
				this.unread.gone(connection);
				answerWaiting();
			});
		}
	}

	private void countRefused() {
		this.refused = this.refused + 1;
	}

	private void count(ReplayReply reply) {
		if (reply instanceof ErrorReply) {
			countRefused();
		}
		else {
			this.answered = this.answered + 1;
		}
	}

	private void rest(long work, int bytes, int messages) {
		long now = System.nanoTime();
		long end = now + this.slices.add(work, bytes, messages, now);
		while (end - System.nanoTime() > 0 && !this.closing && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
