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

package io.zmqspring.socket.proxy;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

import io.zmqspring.socket.Traffic;

/**
 * Takes messages from one socket and gives them to others, frame by frame as they are. If
 * the backend refuses a message, that message is kept, and no other is received until it
 * is accepted: that is the back-pressure on the peers of the frontend. It is kept whole,
 * because what is left of it in a queue would be lost with the connection. Used only by
 * the forwarding thread, except where said otherwise.
 */
final class Forwarder {

	private final Traffic received = new Traffic();

	private final Source frontend;

	private final Target backend;

	private final @Nullable Target capture;

	// The frames of one message
	private volatile @Nullable Queue<Msg> refused;

	Forwarder(Source frontend, Target backend, @Nullable Target capture) {
		this.frontend = frontend;
		this.backend = backend;
		this.capture = capture;
	}

	/**
	 * The messages received.
	 * @return the live counters
	 */
	Traffic received() {
		return this.received;
	}

	/**
	 * Forward messages that have arrived, without waiting.
	 * @param most the most messages
	 * @return how many were forwarded; 0 if none has arrived or the backend has no room
	 */
	int forward(int most) {
		int forwarded = 0;
		while (forwarded < most && forwardNext()) {
			forwarded++;
		}
		return forwarded;
	}

	private boolean forwardNext() {
		Queue<Msg> kept = this.refused;
		Msg first = (kept != null) ? kept.peek() : this.frontend.first();
		if (first == null) {
			return false;
		}
		// Read before others may use the frame
		boolean more = first.hasMore();
		int size = first.size();
		Msg copy = copy(first);
		if (!this.backend.begin(first)) {
			if (kept == null) {
				this.refused = whole(first);
			}
			return false;
		}
		if (kept != null) {
			kept.remove();
			this.refused = null;
		}
		if (this.capture != null && copy != null) {
			this.capture.begin(copy);
		}
		end(more ? size + forwardRest(kept) : size);
		return true;
	}

	private Queue<Msg> whole(Msg first) {
		Queue<Msg> frames = new ArrayDeque<>();
		frames.add(first);
		Msg frame = first;
		while (frame.hasMore()) {
			frame = this.frontend.next();
			frames.add(frame);
		}
		return frames;
	}

	private long forwardRest(@Nullable Queue<Msg> kept) {
		long bytes = 0;
		boolean more = true;
		while (more) {
			Msg frame = (kept != null) ? kept.remove() : this.frontend.next();
			more = frame.hasMore();
			bytes += frame.size();
			Msg copy = copy(frame);
			this.backend.next(frame);
			if (this.capture != null && copy != null) {
				this.capture.next(copy);
			}
		}
		return bytes;
	}

	// A PUSH gives a frame away: a receiver over inproc may change its flags. The content
	// is not copied
	private @Nullable Msg copy(Msg frame) {
		return (this.capture != null) ? new Msg(frame) : null;
	}

	private void end(long bytes) {
		this.received.add(bytes);
		this.backend.end(bytes);
		if (this.capture != null) {
			this.capture.end(bytes);
		}
	}

	/**
	 * Whether a message waits because the backend has refused it. For any thread.
	 * @return {@code true} if nothing is received
	 */
	boolean isHeldBack() {
		return this.refused != null;
	}

	/**
	 * How many messages wait here and are not in the queue of the frontend any more. For
	 * any thread.
	 * @return 0 or 1
	 */
	int kept() {
		return isHeldBack() ? 1 : 0;
	}

	/**
	 * Receive messages that have arrived, and forward none of them.
	 * @param most the most messages, besides the one that waits
	 * @return how many there were
	 */
	long discard(int most) {
		long discarded = 0;
		Queue<Msg> kept = this.refused;
		this.refused = null;
		if (kept != null) {
			this.received.add(kept.stream().mapToLong(Msg::size).sum());
			discarded++;
		}
		Msg first = (discarded <= most) ? this.frontend.first() : null;
		while (first != null) {
			long bytes = first.size();
			boolean more = first.hasMore();
			while (more) {
				Msg frame = this.frontend.next();
				more = frame.hasMore();
				bytes += frame.size();
			}
			this.received.add(bytes);
			discarded++;
			first = (discarded <= most) ? this.frontend.first() : null;
		}
		return discarded;
	}

	/**
	 * Let the engine process the commands of all sockets.
	 * @return whether to call this again before waiting
	 */
	boolean processCommands() {
		this.frontend.processCommands();
		boolean more = this.backend.processCommands();
		return (this.capture != null && this.capture.processCommands()) || more;
	}

	/**
	 * How long the thread may wait although the engine has no command.
	 * @return milliseconds, 0 for no limit
	 */
	long longestWait() {
		return this.backend.longestWait();
	}

}
