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

package io.zmqspring.socket.engine.joining;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.pipe.Pipe;

import io.zmqspring.socket.lastvalue.LastValueCache;

/**
 * A subscriber of an XPUB, which reads its subscriptions in place of the socket. It gets
 * the last values that match a new subscription and matched none before; then every later
 * message follows them. Used by the thread that holds the lock of the socket.
 */
final class Subscriber implements Pipe.IPipeEvents {

	private static final byte UNSUBSCRIBE = 0;

	private static final byte SUBSCRIBE = 1;

	// Values that may wait in a queue although the cache has fewer
	private static final int FEW = 1000;

	// Messages that are read in succession, while others wait for the socket
	private static final int MOST = 10_000;

	private final JoiningSubscribers owner;

	private final SocketBase base;

	private final Pipe pipe;

	private final PipeMembers members;

	private final SubscriptionTrie trie;

	private final LastValueCache cache;

	private final ValueWriter writer;

	private final PrefixSet prefixes = new PrefixSet();

	private final JoinPace pace = new JoinPace();

	// The subscriptions that wait, by their prefix, the oldest first
	private final Map<ByteBuffer, Msg> waiting = new LinkedHashMap<>();

	private @Nullable Object connection;

	/**
	 * Create a subscriber.
	 * @param owner all subscribers
	 * @param base the socket
	 * @param pipe the queue
	 * @param members the members of the queue
	 * @param trie the subscriptions of the socket
	 * @param cache the last values
	 */
	Subscriber(JoiningSubscribers owner, SocketBase base, Pipe pipe, PipeMembers members, SubscriptionTrie trie,
			LastValueCache cache) {
		this.owner = owner;
		this.base = base;
		this.pipe = pipe;
		this.members = members;
		this.trie = trie;
		this.cache = cache;
		this.writer = new ValueWriter(members, pipe);
		this.connection = members.connection(pipe);
	}

	Pipe pipe() {
		return this.pipe;
	}

	/**
	 * Read the subscriptions from now on.
	 */
	void install() {
		this.members.sink().set(this.pipe, (Pipe.IPipeEvents) this);
	}

	/**
	 * Read the messages of the subscriber. Those that must wait are kept here and not in
	 * the queue: if the queue were full, the engine would not read from the connection,
	 * and not notice its end.
	 * @return whether some subscriptions wait, or more messages
	 */
	boolean read() {
		Msg next = null;
		for (int i = 0; i < MOST && (next = this.pipe.read()) != null; i++) {
			apply(next);
		}
		while (!this.waiting.isEmpty() && !mustWait()) {
			Iterator<Msg> first = this.waiting.values().iterator();
			Msg subscription = first.next();
			first.remove();
			subscribe(subscription);
		}
		return next != null || !this.waiting.isEmpty();
	}

	private boolean mustWait() {
		if (!this.writer.isActive()) {
			return false;
		}
		this.writer.settle();
		return this.pace.mustWait(System.nanoTime()) || this.writer.raised() > Math.max(FEW, this.cache.topics());
	}

	private void apply(Msg message) {
		switch ((message.size() > 0) ? message.get(0) : -1) {
			case SUBSCRIBE -> {
				forgetFormerConnection();
				if (this.waiting.isEmpty() && !mustWait()) {
					subscribe(message);
				}
				else {
					this.waiting.put(ByteBuffer.wrap(prefix(message)), message);
				}
			}
			case UNSUBSCRIBE -> {
				byte[] prefix = prefix(message);
				this.waiting.remove(ByteBuffer.wrap(prefix));
				if (this.prefixes.remove(prefix)) {
					this.trie.remove(message, this.pipe);
				}
			}
			default -> this.trie.pass(message);
		}
	}

	private void subscribe(Msg message) {
		this.trie.add(message, this.pipe);
		join(prefix(message));
	}

	private static byte[] prefix(Msg message) {
		return Arrays.copyOfRange(message.data(), 1, message.size());
	}

	// A socket that connects keeps the queue of a peer that reconnects. The peer
	// subscribes again, and may have been restarted
	private void forgetFormerConnection() {
		Object current = this.members.connection(this.pipe);
		if (current != this.connection) {
			this.connection = current;
			this.prefixes.clear();
			this.waiting.clear();
		}
	}

	/**
	 * Write the values that a new subscription matches and no former one. A subscriber
	 * that is leaving gets none, so its unread subscriptions cost no search.
	 * @param prefix the bytes of the subscription
	 */
	void join(byte[] prefix) {
		int compared = 0;
		boolean isNew = this.prefixes.add(prefix) && !this.prefixes.coversBefore(prefix);
		if (isNew && this.owner.isOpen() && this.writer.isActive()) {
			boolean longer = this.prefixes.hasLongerThan(prefix);
			this.writer.begin(this.cache.topics());
			compared = this.cache.matching(prefix, (value) -> {
				if (!longer || !this.prefixes.coversBeyond(value.first(), prefix.length)) {
					this.writer.write(value);
				}
			});
			this.writer.end();
			this.owner.written(this);
		}
		this.pace.spend(System.nanoTime(), compared);
	}

	/**
	 * Restore the high-water mark if the values are read.
	 * @return whether it is restored
	 */
	boolean settle() {
		this.writer.settle();
		return this.writer.raised() == 0;
	}

	@Override
	public void readActivated(Pipe ignored) {
		this.owner.read(this);
	}

	@Override
	public void writeActivated(Pipe active) {
		this.base.writeActivated(active);
	}

	@Override
	public void hiccuped(Pipe broken) {
		this.base.hiccuped(broken);
	}

	@Override
	public void pipeTerminated(Pipe ended) {
		this.owner.left(this);
		this.base.pipeTerminated(ended);
	}

}
