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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

/**
 * The queues of an XPUB to its subscribers, which JeroMQ does not show. In its list those
 * that the message goes to come first, and those that are full last, behind the eligible
 * ones; these are passed over without a word until they are half empty. JeroMQ looks for
 * the first anew for every message; here they stay found while messages of the same topic
 * follow each other. Where JeroMQ is a module that is not open, nothing is known, nothing
 * counted, and sending is left to the socket. Belongs to whoever holds the socket.
 *
 * @since 0.1
 */
public final class SubscriberQueues {

	private static final Log logger = LogFactory.getLog(SubscriberQueues.class);

	private static final @Nullable Insight INSIGHT = insight();

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
	public SubscriberQueues(SocketBase base, boolean dropping) {
		this.base = (XPub) base;
		this.dropping = dropping;
		this.dist = (INSIGHT != null) ? (Dist) INSIGHT.dist.get(this.base) : null;
		this.pipes = (INSIGHT != null) ? pipes(INSIGHT, this.dist) : List.of();
	}

	@SuppressWarnings("unchecked")
	private static List<Pipe> pipes(Insight insight, @Nullable Dist dist) {
		return (List<Pipe>) insight.pipes.get(dist);
	}

	private static @Nullable Insight insight() {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			MethodHandles.Lookup ofXPub = MethodHandles.privateLookupIn(XPub.class, lookup);
			MethodHandles.Lookup ofDist = MethodHandles.privateLookupIn(Dist.class, lookup);
			return new Insight(match(ofXPub), ofXPub.findVarHandle(XPub.class, "dist", Dist.class),
					ofDist.findVarHandle(Dist.class, "pipes", List.class),
					ofDist.findVarHandle(Dist.class, "active", int.class),
					ofDist.findVarHandle(Dist.class, "eligible", int.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger
				.warn("Messages dropped for slow subscribers cannot be counted, and publishing is slower, because JeroMQ"
						+ " is a module that does not open zmq.socket.pubsub; start Java with --add-opens org.zeromq.jeromq/zmq.socket.pubsub="
						+ "ALL-UNNAMED or put JeroMQ on the class path", ex);
			return null;
		}
	}

	// subscriptions.match(bytes, length, markAsMatching, this), as in XPub.xsend
	private static MethodHandle match(MethodHandles.Lookup ofXPub) throws ReflectiveOperationException {
		Class<?> trie = ofXPub.findClass("zmq.socket.pubsub.Mtrie");
		Class<?> marker = ofXPub.findClass("zmq.socket.pubsub.Mtrie$IMtrieHandler");
		MethodHandle match = ofXPub.findVirtual(trie, "match",
				MethodType.methodType(void.class, ByteBuffer.class, int.class, marker, XPub.class));
		Object mark = ofXPub.findStaticVarHandle(XPub.class, "markAsMatching", marker).get();
		return MethodHandles.filterArguments(MethodHandles.insertArguments(match, 3, mark), 0,
				ofXPub.findGetter(XPub.class, "subscriptions", trie));
	}

	/**
	 * Whether JeroMQ can be looked into. If not, messages can only be sent by the socket.
	 * @return whether messages may be sent by this
	 */
	public boolean areKnown() {
		return INSIGHT != null;
	}

	/**
	 * Before a message: whether it is for the same queues as the last one. Full ones are
	 * tried again, so that each that refuses a message is seen to.
	 * @param start what decides who gets it, the same array if nothing else has decided
	 * about the last one; {@code null} if the whole frame must be looked at
	 * @return whether nothing needs to be looked up
	 */
	public boolean stillMatch(byte @Nullable [] start) {
		int all = this.pipes.size();
		if ((int) INSIGHT.eligible.get(this.dist) < all) {
			INSIGHT.active.set(this.dist, all);
			INSIGHT.eligible.set(this.dist, all);
			return false;
		}
		return start != null && start == this.matched;
	}

	/**
	 * Look up the queues for a message.
	 * @param bytes the first bytes of its first frame
	 * @param decisive whether they alone decide, also for those that follow
	 */
	public void lookUp(byte[] bytes, boolean decisive) {
		forget();
		try {
			INSIGHT.match.invokeExact(this.base, ByteBuffer.wrap(bytes), bytes.length, this.base);
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
	 * Put the first frame of a message into the queues that match, or into none: if one
	 * has no room and none may drop it.
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another one follows
	 * @return whether it is sent
	 */
	public boolean send(byte[] frame, boolean more) {
		if (!this.dropping && !this.dist.checkHwm()) {
			return false;
		}
		sendNext(frame, more);
		return true;
	}

	/**
	 * Put a further frame into the queues that have taken the one before it.
	 * @param frame the frame, not to be changed afterwards
	 * @param more whether another one follows
	 */
	public void sendNext(byte[] frame, boolean more) {
		this.dist.sendToMatching(DirectSend.message(frame, more));
	}

	/**
	 * After a first frame: how many subscribers have lost the message.
	 * @return the number
	 */
	public int lost() {
		return (INSIGHT != null) ? fullFrom((int) INSIGHT.eligible.get(this.dist)) : 0;
	}

	/**
	 * How many queues are full, or have been and are not half empty yet.
	 * @return the number
	 */
	public int full() {
		return fullFrom(0);
	}

	// Those that have refused a message and are not full belong to peers that are just
	// leaving
	private int fullFrom(int first) {
		int full = 0;
		for (int i = first; i < this.pipes.size(); i++) {
			full += this.pipes.get(i).checkHwm() ? 0 : 1;
		}
		return full;
	}

	/**
	 * Before the socket is used in another way, and after peers may have come, gone or
	 * subscribed: forget whom the last message was meant for. JeroMQ would send the next
	 * one to them too, whatever its topic.
	 */
	public void forget() {
		this.matched = null;
		if (this.dist != null) {
			this.dist.unmatch();
		}
	}

	/**
	 * The fields of JeroMQ that tell.
	 */
	private record Insight(MethodHandle match, VarHandle dist, VarHandle pipes, VarHandle active, VarHandle eligible) {

	}

}
