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

import org.springframework.util.unit.DataSize;

import io.zmqspring.replay.protocol.ErrorReply;
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

/**
 * Serves the messages of a {@link ReplayStore} to subscribers that have missed some. One
 * thread receives requests and answers them, with a limited share of a processor. A peer
 * that does not read its answers loses them and delays nobody.
 *
 * @since 0.1
 */
public final class ReplayServer {

	// Of the requests and of the answers of each peer. A peer asks again only when it has
	// the answer, or has waited too long for it
	private static final int HIGH_WATER_MARK = 2;

	private final RequestLimits limits = new RequestLimits();

	private final WorkSlices slices = new WorkSlices(System.nanoTime());

	private final ReplayAnswers answers;

	private final RequestSocket socket;

	private volatile boolean closing;

	private volatile long answered;

	private volatile long refused;

	private ReplayServer(ZmqContext context, SocketSettings settings, String name, ReplayStore store,
			SocketEventListener events, Consumer<Throwable> failure) {
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

		}, events);
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
		SocketTuning tuning = settings.tuning()
			.mutate()
			.maxMessageSize(DataSize.ofBytes(ReplayRequest.LARGEST))
			.expectConnectionWithin(null)
			.build();
		SocketSettings own = new SocketSettings(settings.endpoints(), settings.bind(), HIGH_WATER_MARK, Duration.ZERO,
				settings.sendTimeout(), new TransportOptions(settings.endpoints(), settings.bind()).select(tuning),
				settings.security());
		return new ReplayServer(context, own, name, store, events, failure);
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
	 * Stop answering and release the ports.
	 * @param timeout the time to wait for the present answer
	 * @return whether the thread has ended
	 */
	public boolean close(Duration timeout) {
		this.closing = true;
		return this.socket.receiving().close(timeout);
	}

	private void onRequest(Frames frames) {
		long begin = System.nanoTime();
		byte[] peer = frames.get(0);
		byte[] request = (frames.count() == 2) ? frames.get(1) : new byte[0];
		switch (this.limits.check(peer, begin)) {
			case ANSWER -> {
				ReplayReply reply = (frames.count() == 2) ? this.answers.answer(request, this.limits.mostBytes(begin))
						: new ErrorReply(0, ReplayError.MALFORMED, "A request has one frame");
				count(reply);
				byte[] answer = reply.encode();
				this.socket.answer(peer, answer);
				rest(begin, answer.length);
			}
			case REFUSE -> {
				ErrorReply reply = new ErrorReply(ReplayRequest.idOf(request), ReplayError.TOO_MANY,
						"The peer may send " + RequestLimits.REQUESTS + " requests per second");
				count(reply);
				this.socket.answer(peer, reply.encode());
			}
			case IGNORE -> countRefused();
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

	private void rest(long begin, int bytes) {
		long now = System.nanoTime();
		long end = now + this.slices.add(now - begin, bytes, now);
		while (end - System.nanoTime() > 0 && !this.closing && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
