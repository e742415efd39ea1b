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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.XPub;
import zmq.util.Blob;

import io.zmqspring.socket.engine.EngineFeature;
import io.zmqspring.socket.engine.JeroMqInternals;

/**
 * The subscriptions of all subscribers of an XPUB, as JeroMQ keeps them. Changes them as
 * {@code XPub.xreadActivated} does. Used by the thread that holds the lock of the socket.
 */
final class SubscriptionTrie {

	static final @Nullable Members MEMBERS = JeroMqInternals.find(EngineFeature.LAST_VALUE, Members::lookUp);

	private static final int PATH = 256;

	private final Members members;

	private final Object root;

	private final Deque<Blob> pending;

	private final Deque<Integer> pendingFlags;

	@SuppressWarnings("unchecked")
	SubscriptionTrie(Members members, XPub base) {
		this.members = members;
		this.root = members.root().get(base);
		this.pending = (Deque<Blob>) members.pending().get(base);
		this.pendingFlags = (Deque<Integer>) members.pendingFlags().get(base);
	}

	/**
	 * Add a subscription. If it is the first one of its prefix, the socket receives it.
	 * @param message the subscription message
	 * @param pipe the queue of the subscriber
	 */
	void add(Msg message, Pipe pipe) {
		if (changes(this.members.add(), message, pipe)) {
			receive(message, 0);
		}
	}

	/**
	 * Remove a subscription that was added before. If it was the last one of its prefix,
	 * the socket receives it.
	 * @param message the message
	 * @param pipe the queue of the subscriber
	 */
	void remove(Msg message, Pipe pipe) {
		if (changes(this.members.remove(), message, pipe)) {
			receive(message, 0);
		}
	}

	/**
	 * Let the socket receive a message that is no subscription.
	 * @param message the message
	 */
	void pass(Msg message) {
		receive(message, message.flags());
	}

	private void receive(Msg message, int flags) {
		this.pending.add(Blob.createBlob(message));
		this.pendingFlags.add(flags);
	}

	private boolean changes(MethodHandle change, Msg message, Pipe pipe) {
		try {
			return (boolean) change.invoke(this.root, message, pipe);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Find the subscriptions of some subscribers.
	 * @param pipes the queues of the subscribers
	 * @param action receives each of their subscriptions: the queue and the prefix
	 */
	@SuppressWarnings("unchecked")
	void find(Set<Pipe> pipes, BiConsumer<Pipe, byte[]> action) {
		byte[] path = new byte[PATH];
		Deque<Place> places = new ArrayDeque<>();
		places.push(new Place(this.root, 0, (byte) 0));
		while (!places.isEmpty()) {
			Place place = places.pop();
			int length = place.length;
			if (length > path.length) {
				path = Arrays.copyOf(path, 2 * length);
			}
			if (length > 0) {
				path[length - 1] = place.last;
			}
			Set<Pipe> subscribed = (Set<Pipe>) this.members.pipes().get(place.node);
			if (subscribed != null) {
				for (Pipe pipe : pipes) {
					if (subscribed.contains(pipe)) {
						action.accept(pipe, Arrays.copyOf(path, length));
					}
				}
			}
			pushNext(places, place);
		}
	}

	private void pushNext(Deque<Place> places, Place place) {
		Object[] next = (Object[]) this.members.next().get(place.node);
		int count = (int) this.members.count().get(place.node);
		int first = (int) this.members.first().get(place.node);
		for (int i = 0; next != null && i < count; i++) {
			if (next[i] != null) {
				places.push(new Place(next[i], place.length + 1, (byte) (first + i)));
			}
		}
	}

	/**
	 * A place in the trie.
	 *
	 * @param node the node
	 * @param length how many bytes lead to it
	 * @param last the last of these bytes
	 */
	private record Place(Object node, int length, byte last) {

	}

	/**
	 * The non-public members of JeroMQ 0.6.0 that belong to its subscriptions.
	 *
	 * @param root {@code XPub.subscriptions}
	 * @param pending {@code XPub.pendingData}, the messages that the socket receives
	 * @param pendingFlags {@code XPub.pendingFlags}, their flags
	 * @param add {@code Mtrie.add}
	 * @param remove {@code Mtrie.rm}
	 * @param pipes {@code Mtrie.pipes}, who has subscribed to the bytes up to a node
	 * @param next {@code Mtrie.next}, the nodes after a node
	 * @param first {@code Mtrie.min}, the byte that leads to the first of them
	 * @param count {@code Mtrie.count}, their number
	 */
	record Members(VarHandle root, VarHandle pending, VarHandle pendingFlags, MethodHandle add, MethodHandle remove,
			VarHandle pipes, VarHandle next, VarHandle first, VarHandle count) {

		private static Members lookUp() throws ReflectiveOperationException {
			MethodHandles.Lookup xpub = JeroMqInternals.in(XPub.class);
			Class<?> type = xpub.findClass("zmq.socket.pubsub.Mtrie");
			MethodHandles.Lookup trie = JeroMqInternals.in(type);
			MethodType change = MethodType.methodType(boolean.class, Msg.class, Pipe.class);
			return new Members(xpub.findVarHandle(XPub.class, "subscriptions", type),
					xpub.findVarHandle(XPub.class, "pendingData", Deque.class),
					xpub.findVarHandle(XPub.class, "pendingFlags", Deque.class), trie.findVirtual(type, "add", change),
					trie.findVirtual(type, "rm", change), trie.findVarHandle(type, "pipes", Set.class),
					trie.findVarHandle(type, "next", type.arrayType()), trie.findVarHandle(type, "min", int.class),
					trie.findVarHandle(type, "count", int.class));
		}

	}

}
