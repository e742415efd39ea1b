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

import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

import io.zmqspring.socket.engine.EngineFeature;
import io.zmqspring.socket.engine.JeroMqInternals;
import io.zmqspring.socket.lastvalue.LastValueCache;

/**
 * The subscribers of an XPUB that gives last values to those who join. JeroMQ does not
 * tell which subscriber has sent a subscription. So each queue reports to a
 * {@link Subscriber} from the moment when it is found here; the subscriptions that JeroMQ
 * has read from it before are found in its trie. Used by the thread that holds the lock
 * of the socket.
 *
 * @since 0.1
 */
public final class JoiningSubscribers {

	private static final @Nullable Members MEMBERS = JeroMqInternals.find(EngineFeature.LAST_VALUE, Members::lookUp);

	private static final long RETRY_NANOS = 10_000_000;

	private final SocketBase base;

	private final PipeMembers members;

	private final SubscriptionTrie trie;

	private final List<Pipe> pipes;

	private final LastValueCache cache;

	private final Map<Pipe, Subscriber> subscribers = new IdentityHashMap<>();

	// Those with a subscription that must wait
	private final Set<Subscriber> waiting = new LinkedHashSet<>();

	// Those whose high-water mark may be raised
	private final Set<Subscriber> raised = new LinkedHashSet<>();

	private long retryAt;

	private volatile boolean closed;

	@SuppressWarnings("unchecked")
	private JoiningSubscribers(Members members, PipeMembers pipe, SubscriptionTrie.Members trie, XPub base,
			LastValueCache cache) {
		this.base = base;
		this.members = pipe;
		this.trie = new SubscriptionTrie(trie, base);
		this.pipes = (List<Pipe>) members.pipes().get((Dist) members.dist().get(base));
		this.cache = cache;
	}

	/**
	 * The subscribers of a socket.
	 * @param base the socket
	 * @param cache the last values
	 * @return the subscribers
	 * @throws IllegalStateException if JeroMQ's internals are not accessible
	 */
	public static JoiningSubscribers of(SocketBase base, LastValueCache cache) {
		Members members = MEMBERS;
		PipeMembers pipe = PipeMembers.FOUND;
		SubscriptionTrie.Members trie = SubscriptionTrie.MEMBERS;
		if (members == null || pipe == null || trie == null) {
			throw new IllegalStateException("JeroMQ's internals are not accessible");
		}
		return new JoiningSubscribers(members, pipe, trie, (XPub) base, cache);
	}

	/**
	 * Whether JeroMQ's internals are accessible.
	 * @return {@code false} if last values cannot be given to subscribers that join
	 */
	public static boolean areAvailable() {
		return MEMBERS != null && PipeMembers.FOUND != null && SubscriptionTrie.MEMBERS != null;
	}

	/**
	 * What to do if they are not accessible.
	 * @return a sentence
	 */
	public static String action() {
		return EngineFeature.action(EngineFeature.LAST_VALUE, EngineFeature.SUBSCRIBER_QUEUES);
	}

	/**
	 * Whether a subscription that had to wait may be read now. Costs little as long as
	 * none waits.
	 * @return {@code true} if {@link #update()} is to be called before the next message
	 */
	public boolean areDue() {
		return !this.waiting.isEmpty() && System.nanoTime() - this.retryAt >= 0;
	}

	/**
	 * Give the last values to those who have joined. To be called before a message is
	 * sent, after each time when the engine has processed commands.
	 */
	public void update() {
		// Each queue that ends is removed from both
		if (this.pipes.size() != this.subscribers.size()) {
			adoptNew();
		}
		if (!this.waiting.isEmpty()) {
			List.copyOf(this.waiting).forEach(this::read);
		}
		if (!this.raised.isEmpty()) {
			this.raised.removeIf(Subscriber::settle);
		}
	}

	private void adoptNew() {
		Set<Pipe> found = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Pipe pipe : this.pipes) {
			if (!this.subscribers.containsKey(pipe)) {
				Subscriber subscriber = new Subscriber(this, this.base, pipe, this.members, this.trie, this.cache);
				subscriber.install();
				this.subscribers.put(pipe, subscriber);
				found.add(pipe);
			}
		}
		this.trie.find(found, (pipe, prefix) -> this.subscribers.get(pipe).join(prefix));
	}

	/**
	 * Give no more last values, because the socket is about to be closed. Safe for any
	 * thread.
	 */
	public void close() {
		this.closed = true;
	}

	boolean isOpen() {
		return !this.closed;
	}

	/**
	 * Read the messages of a subscriber.
	 * @param subscriber the subscriber
	 */
	void read(Subscriber subscriber) {
		if (subscriber.read()) {
			this.waiting.add(subscriber);
			this.retryAt = System.nanoTime() + RETRY_NANOS;
		}
		else {
			this.waiting.remove(subscriber);
		}
	}

	/**
	 * A subscriber got last values.
	 * @param subscriber the subscriber
	 */
	void written(Subscriber subscriber) {
		this.raised.add(subscriber);
	}

	/**
	 * A subscriber has left.
	 * @param subscriber the subscriber
	 */
	void left(Subscriber subscriber) {
		this.subscribers.remove(subscriber.pipe());
		this.waiting.remove(subscriber);
		this.raised.remove(subscriber);
	}

	/**
	 * The non-public members of JeroMQ 0.6.0 that lead to the queues.
	 *
	 * @param dist {@code XPub.dist}
	 * @param pipes {@code Dist.pipes}
	 */
	private record Members(VarHandle dist, VarHandle pipes) {

		private static Members lookUp() throws ReflectiveOperationException {
			return new Members(JeroMqInternals.in(XPub.class).findVarHandle(XPub.class, "dist", Dist.class),
					JeroMqInternals.in(Dist.class).findVarHandle(Dist.class, "pipes", List.class));
		}

	}

}
