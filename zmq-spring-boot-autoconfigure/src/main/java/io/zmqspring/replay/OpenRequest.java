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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.ErrorReply;
import io.zmqspring.replay.protocol.ReplayError;
import io.zmqspring.replay.protocol.ReplayReply;

/**
 * The request of one kind that is open, if there is one. It is sent again after a second,
 * because the request or its answer may be lost. All methods but {@link #take} belong to
 * one thread.
 *
 * @param <R> the type of the answer
 */
final class OpenRequest<R extends ReplayReply> {

	private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

	private static final int MOST_TRIES = 3;

	// The id of the request whose answer has not arrived, 0 for none. The thread of the
	// socket discards every other answer, so that a peer cannot fill the memory
	private final AtomicLong awaited = new AtomicLong();

	private final Class<R> type;

	private final Consumer<byte[]> sender;

	private final Consumer<R> answered;

	private final Consumer<Failure> unanswered;

	private byte @Nullable [] frame;

	private long id;

	private int tries;

	private long sentAt;

	private boolean refused;

	/**
	 * Create it, without a request.
	 * @param type the type of the answer
	 * @param sender sends a request
	 * @param answered receives the answer
	 * @param unanswered told that there will be no answer
	 */
	OpenRequest(Class<R> type, Consumer<byte[]> sender, Consumer<R> answered, Consumer<Failure> unanswered) {
		this.type = type;
		this.sender = sender;
		this.answered = answered;
		this.unanswered = unanswered;
	}

	boolean isOpen() {
		return this.frame != null;
	}

	void open(long id, byte[] frame) {
		this.frame = frame;
		this.id = id;
		this.tries = 0;
		this.refused = false;
		this.awaited.set(id);
		send(frame);
	}

	private void send(byte[] request) {
		this.tries++;
		this.sentAt = System.nanoTime();
		this.sender.accept(request);
	}

	void close() {
		this.frame = null;
		this.awaited.set(0);
	}

	/**
	 * Send the request again, or give it up.
	 */
	void tick() {
		byte[] request = this.frame;
		if (request == null || System.nanoTime() - this.sentAt < RETRY_NANOS) {
			return;
		}
		if (this.tries < MOST_TRIES) {
			send(request);
		}
		else {
			fail(this.refused ? Failure.REFUSED : Failure.SILENCE);
		}
	}

	private void fail(Failure failure) {
		close();
		this.unanswered.accept(failure);
	}

	/**
	 * Look at an answer. Called by the thread of the socket.
	 * @param reply the answer
	 * @return processes the answer, on the other thread; {@code null} if it belongs to
	 * another request, or has arrived before
	 */
	@Nullable Runnable take(ReplayReply reply) {
		if (reply instanceof ErrorReply error) {
			return refusal(error);
		}
		if (!this.type.isInstance(reply) || !this.awaited.compareAndSet(reply.id(), 0)) {
			return null;
		}
		return () -> {
			if (isOpen() && this.id == reply.id()) {
				close();
				this.answered.accept(this.type.cast(reply));
			}
		};
	}

	private @Nullable Runnable refusal(ErrorReply error) {
		if (error.id() == 0 || this.awaited.get() != error.id()) {
			return null;
		}
		if (error.error() == ReplayError.TOO_MANY) {
			// It is sent again after a second
			return () -> this.refused = true;
		}
		this.awaited.set(0);
		return () -> {
			if (isOpen() && this.id == error.id()) {
				fail(Failure.REFUSED);
			}
		};
	}

	/**
	 * Why there is no answer.
	 */
	enum Failure {

		/** The peer has refused the request. */
		REFUSED,

		/** The peer has not answered at all. */
		SILENCE

	}

}
