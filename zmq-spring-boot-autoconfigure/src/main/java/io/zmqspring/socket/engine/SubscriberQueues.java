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

package io.zmqspring.socket.engine;

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

import io.zmqspring.socket.frame.SequencedFrame;

/**
 * The queues of an XPUB to its subscribers. JeroMQ has no public access to them. Its list
 * of queues ({@code Dist.pipes}) is always ordered like this:
 *
 * <pre>
 * index   0 .......... matching .......... active .......... eligible .......... size
 *         | receive the | subscribed to     | not full, but      | full: passed over   |
 *         | message     | something else    | joined within a    | until half empty    |
 *         |             |                   | multipart message  |                     |
 *         0 &lt;= matching &lt;= active &lt;= eligible &lt;= pipes.size()
 * </pre>
 *
 * A queue that refuses a message is swapped behind {@code eligible}, and JeroMQ does not
 * try it again before the peer has read half of it. {@link #stillMatch} moves all queues
 * back before a message, by setting {@code active} and {@code eligible} to the size, so
 * that each queue that refuses the message is found behind {@code eligible} afterwards:
 * {@link #lost()} counts these. This keeps the order, because it only moves the limits
 * outwards.
 * <p>
 * JeroMQ looks up the matching queues for every message. Here they stay matched while
 * messages of the same topic follow each other. If JeroMQ's internals are not accessible,
 * nothing is counted and the socket itself sends. Used by the thread that holds the lock
 * of the socket.
 *
 * @since 0.1
 */
public final class SubscriberQueues {

	private static final JeroMqInternals.@Nullable Queues MEMBERS = JeroMqInternals.Queues.FOUND;

	private final XPub base;

	private final boolean dropping;

	private final @Nullable Dist dist;

	private final List<Pipe> pipes;

	private byte @Nullable [] matched;

	/**
	 * The queues of a socket.
	 * @param base the socket
	 * @param dropping whether a message is sent although a queue has no room for it
	 */
	@SuppressWarnings("unchecked")
	public SubscriberQueues(SocketBase base, boolean dropping) {
		this.base = (XPub) base;
		this.dropping = dropping;
		this.dist = (MEMBERS != null) ? (Dist) MEMBERS.dist().get(this.base) : null;
		this.pipes = (MEMBERS != null) ? (List<Pipe>) MEMBERS.pipes().get(this.dist) : List.of();
	}

	/**
	 * Whether JeroMQ's internals are accessible. If not, only the socket itself can send.
	 * @return whether messages may be sent by this object
	 */
	public static boolean areKnown() {
		return MEMBERS != null;
	}

	/**
	 * Whether a message goes to the same queues as the last one. Called before each
	 * message. Full queues are tried again, see above.
	 * @param start the bytes that alone decide about the queues: the same array for each
	 * message of a topic; {@code null} if the whole first frame decides
	 * @return whether the matching queues need not be looked up
	 */
	public boolean stillMatch(byte @Nullable [] start) {
		int all = this.pipes.size();
		if ((int) MEMBERS.eligible().get(this.dist) < all) {
			MEMBERS.active().set(this.dist, all);
			MEMBERS.eligible().set(this.dist, all);
			return false;
		}
		return start != null && start == this.matched;
	}

	/**
	 * Look up the queues for a message.
	 * @param bytes the first bytes of its first frame
	 * @param decisive whether these bytes alone decide, also for the following messages
	 */
	public void lookUp(byte[] bytes, boolean decisive) {
		forget();
		try {
			MEMBERS.match().invokeExact(this.base, ByteBuffer.wrap(bytes), bytes.length, this.base);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
		this.matched = decisive ? bytes : null;
	}

	/**
	 * Put the first frame of a message into the matching queues. If one has no room and
	 * dropping is not allowed, put it into none.
	 * @param frame the frame; it must not be changed afterwards
	 * @param more whether another frame of the message follows
	 * @return whether it was sent
	 */
	public boolean send(byte[] frame, boolean more) {
		if (!this.dropping && !this.dist.checkHwm()) {
			return false;
		}
		sendNext(frame, more);
		return true;
	}

	/**
	 * Put a further frame into the queues that have accepted the frame before it.
	 * @param frame the frame; it must not be changed afterwards
	 * @param more whether another frame of the message follows
	 */
	public void sendNext(byte[] frame, boolean more) {
		this.dist.sendToMatching(DirectSend.message(frame, more));
	}

	/**
	 * Put the last two frames of a message into the queues that have accepted the frame
	 * before them. Only for connections of this engine whose encoder writes a
	 * {@link SequencedFrame}.
	 * @param frame the frame before the last one; it must not be changed afterwards
	 * @param sequence the last frame, which is copied
	 */
	public void sendLast(byte[] frame, byte[] sequence) {
		this.dist.sendToMatching(SequencedFrame.of(frame, sequence));
	}

	/**
	 * How many subscribers have lost the message. Called after its first frame.
	 * @return the number
	 */
	public int lost() {
		return (MEMBERS != null) ? fullFrom((int) MEMBERS.eligible().get(this.dist)) : 0;
	}

	/**
	 * How many queues are full, or were full and are not half empty yet.
	 * @return the number
	 */
	public int full() {
		return fullFrom(0);
	}

	// Queues behind the limit that are not full belong to peers that are disconnecting
	private int fullFrom(int first) {
		int full = 0;
		for (int i = first; i < this.pipes.size(); i++) {
			full += this.pipes.get(i).checkHwm() ? 0 : 1;
		}
		return full;
	}

	/**
	 * Forget the matching queues of the last message. Called before the socket is used in
	 * another way, and after peers may have connected, disconnected or subscribed. JeroMQ
	 * would send the next message to these queues too, whatever its topic.
	 */
	public void forget() {
		this.matched = null;
		if (this.dist != null) {
			this.dist.unmatch();
		}
	}

}
