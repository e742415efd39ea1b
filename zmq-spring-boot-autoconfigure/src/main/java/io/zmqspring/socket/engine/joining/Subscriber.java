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

import java.util.Arrays;

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

	private final JoiningSubscribers owner;

	private final SocketBase base;

	private final Pipe pipe;

	private final PipeMembers members;

	private final SubscriptionTrie trie;

	private final LastValueCache cache;

	private final ValueWriter writer;

	private final PrefixSet prefixes = new PrefixSet();

	private final JoinPace pace = new JoinPace();

	private @Nullable Object connection;

	private @Nullable Msg held;

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
	 * Read the messages of the subscriber, until there is none or one that must wait.
	 * @return whether one must wait
	 */
	boolean read() {
		Msg next = (this.held != null) ? this.held : this.pipe.read();
		this.held = null;
		while (next != null) {
			if (mustWait(next)) {
				this.held = next;
				return true;
			}
			apply(next);
			next = this.pipe.read();
		}
		return false;
	}

	private boolean mustWait(Msg message) {
		if (kind(message) != SUBSCRIBE || !this.writer.isActive()) {
			return false;
		}
		this.writer.settle();
		return this.pace.mustWait(System.nanoTime()) || this.writer.raised() > Math.max(FEW, this.cache.topics());
	}

	private static byte kind(Msg message) {
		return (message.size() > 0) ? message.get(0) : -1;
	}

	private void apply(Msg message) {
		switch (kind(message)) {
			case SUBSCRIBE -> {
				forgetFormerConnection();
				this.trie.add(message, this.pipe);
				join(prefix(message));
			}
			case UNSUBSCRIBE -> {
				if (this.prefixes.remove(prefix(message))) {
					this.trie.remove(message, this.pipe);
				}
			}
			default -> this.trie.pass(message);
		}
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
		}
	}

	/**
	 * Write the values that a new subscription matches and no former one.
	 * @param prefix the bytes of the subscription
	 */
	void join(byte[] prefix) {
		int compared = 0;
		if (this.prefixes.add(prefix) && !this.prefixes.coversBefore(prefix) && this.owner.isOpen()) {
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
