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

package io.zmqspring.replay.recovery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Epochs that no publisher has named yet: their messages wait until it is clear which
 * publisher was restarted, or that the publisher does not offer replay.
 */
final class UnknownEpochs {

	private static final int MOST = 64;

	private static final List<SequencedMessage> NONE = List.of();

	private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

	private final Set<Long> notOffered = new LinkedHashSet<>();

	// The messages of such epochs that are not delivered yet
	private final Deque<SequencedMessage> released = new ArrayDeque<>();

	// The publishers that may answer
	private final BitSet offered = new BitSet();

	private final HeldMessages.Budget budget;

	private final RecoveryListener listener;

	private final long timeoutNanos;

	private long marks;

	// The time with a connection
	private long connectedNanos;

	private long tickAt;

	UnknownEpochs(int sources, HeldMessages.Budget budget, RecoveryListener listener, long timeoutNanos) {
		this.offered.set(0, sources);
		this.budget = budget;
		this.listener = listener;
		this.timeoutNanos = timeoutNanos;
	}

	/**
	 * Whether a publisher answers requests.
	 * @param source the index of the publisher
	 * @param offers {@code false} if it is not waited for
	 */
	void offered(int source, boolean offers) {
		this.offered.set(source, offers);
	}

	/**
	 * Mark a moment.
	 * @return a number that is larger than those before
	 */
	long mark() {
		return ++this.marks;
	}

	boolean isNotOffered(long epoch) {
		deliverReleased();
		if (this.waiting.size() >= MOST && !this.waiting.containsKey(epoch)) {
			this.notOffered.add(epoch);
		}
		return this.notOffered.contains(epoch);
	}

	/**
	 * Hold a message.
	 * @param message the message
	 * @return whether it is the first one of its epoch
	 */
	boolean keep(SequencedMessage message) {
		boolean first = !this.waiting.containsKey(message.epoch());
		Waiting epoch = this.waiting.computeIfAbsent(message.epoch(),
				(unknown) -> new Waiting(this.connectedNanos, mark()));
		if (this.budget.take(message)) {
			epoch.messages.add(message);
		}
		return first;
	}

	/**
	 * Forget messages of topics that are not subscribed to any more.
	 * @param wanted tells whether a topic is subscribed to
	 */
	void retain(Predicate<byte[]> wanted) {
		this.waiting.values().forEach((epoch) -> epoch.messages.removeIf((message) -> {
			boolean leaves = !wanted.test(message.topic());
			if (leaves) {
				this.budget.giveBack(message);
			}
			return leaves;
		}));
	}

	/**
	 * A publisher has named an epoch.
	 * @param epoch the epoch
	 * @return the messages that have waited for that
	 */
	List<SequencedMessage> claim(long epoch) {
		this.notOffered.remove(epoch);
		Waiting known = this.waiting.remove(epoch);
		if (known == null) {
			return NONE;
		}
		known.messages.forEach(this.budget::giveBack);
		return known.messages;
	}

	/**
	 * A publisher has named its epochs. To be called before they are claimed: what no
	 * publisher names may be older.
	 * @param source the index of the publisher
	 * @param epochs the epochs
	 * @param askedAt the {@link #mark} of the request
	 */
	void answered(int source, long[] epochs, long askedAt) {
		this.waiting.forEach((epoch, state) -> {
			if (askedAt > state.mark && Arrays.stream(epochs).noneMatch((named) -> named == epoch)) {
				state.answered.set(source);
			}
		});
		endIf((epoch) -> epoch.answered.cardinality() >= this.offered.cardinality());
	}

	/**
	 * Give up what has waited too long. While all connections are lost, nothing does.
	 * @param connected whether there is a connection
	 * @param now the present time
	 */
	void tick(boolean connected, long now) {
		if (connected) {
			this.connectedNanos += now - this.tickAt;
		}
		this.tickAt = now;
		endIf((epoch) -> this.connectedNanos - epoch.since > this.timeoutNanos);
	}

	private void endIf(Predicate<Waiting> condition) {
		Iterator<Map.Entry<Long, Waiting>> entries = this.waiting.entrySet().iterator();
		while (entries.hasNext()) {
			Map.Entry<Long, Waiting> entry = entries.next();
			if (condition.test(entry.getValue())) {
				entries.remove();
				this.notOffered.add(entry.getKey());
				this.released.addAll(entry.getValue().messages);
			}
		}
		while (this.notOffered.size() > MOST) {
			this.notOffered.remove(this.notOffered.iterator().next());
		}
		deliverReleased();
	}

	// If the listener throws an exception, because the sockets are replaced, the next
	// call goes on behind that message
	private void deliverReleased() {
		SequencedMessage message = this.released.poll();
		while (message != null) {
			this.budget.giveBack(message);
			this.listener.deliverPlain(message);
			message = this.released.poll();
		}
	}

	int count() {
		return this.waiting.size();
	}

	/**
	 * An epoch that no publisher has named.
	 */
	private static final class Waiting {

		private final List<SequencedMessage> messages = new ArrayList<>();

		private final BitSet answered = new BitSet();

		private final long since;

		private final long mark;

		Waiting(long since, long mark) {
			this.since = since;
			this.mark = mark;
		}

	}

}
