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

package io.zmqspring.replay.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * The topics of a store: found by epoch and topic, in an order in which they may be
 * forgotten, and in a list in which none changes its place. Guarded by the lock of the
 * index.
 * <p>
 * A message does not change the order, because that would touch the memory of two other
 * topics. Instead a topic that has sent since it got its place gets another one when it
 * is its turn to be forgotten.
 */
final class TopicTable {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

	private static final int SMALLEST = 64;

	private static final byte[] NO_TOPIC = {};

	// So that nobody can choose topics that share a place
	private final long seed = ThreadLocalRandom.current().nextLong();

	private @Nullable TopicRing[] places = new TopicRing[SMALLEST];

	private @Nullable TopicRing[] slots = new TopicRing[SMALLEST];

	// The time of the last message of each slot: a scan of many topics reads only this
	private long[] lastTimes = new long[SMALLEST];

	private final Deque<Integer> freeSlots = new ArrayDeque<>();

	private int usedSlots;

	private int size;

	private @Nullable TopicRing recent;

	private final Map<Long, Integer> topicsOfEpochs = new LinkedHashMap<>();

	private final TopicRing ends = new TopicRing(0, NO_TOPIC, 0, -1);

	TopicTable() {
		this.ends.clear();
	}

	int size() {
		return this.size;
	}

	/**
	 * The number of slots that have ever been used.
	 * @return the number; slots beyond it are empty
	 */
	int slots() {
		return this.usedSlots;
	}

	/**
	 * The topic in a slot.
	 * @param slot the slot
	 * @return the topic, {@code null} if there is none
	 */
	@Nullable TopicRing inSlot(int slot) {
		return this.slots[slot];
	}

	/**
	 * The time of the last message of the topic in a slot.
	 * @param slot the slot
	 * @return the time, {@link Long#MIN_VALUE} if there is no topic
	 */
	long lastTime(int slot) {
		return this.lastTimes[slot];
	}

	/**
	 * The epochs of all topics.
	 * @return the epochs, oldest first
	 */
	List<Long> epochs() {
		return List.copyOf(this.topicsOfEpochs.keySet());
	}

	boolean hasEpoch(long epoch) {
		return this.topicsOfEpochs.containsKey(epoch);
	}

	@Nullable TopicRing find(long epoch, byte[] topic) {
		TopicRing recent = this.recent;
		if (recent != null && recent.topic() == topic && recent.epoch() == epoch) {
			return recent;
		}
		int hash = hash(epoch, topic);
		TopicRing found = this.places[hash & (this.places.length - 1)];
		while (found != null && (found.hash() != hash || !found.is(epoch, topic))) {
			found = found.next;
		}
		return found;
	}

	private int hash(long epoch, byte[] topic) {
		long hash = mixed(this.seed ^ epoch);
		int at = 0;
		for (; at + Long.BYTES <= topic.length; at += Long.BYTES) {
			hash = mixed(hash ^ (long) LONG.get(topic, at));
		}
		long rest = topic.length;
		for (; at < topic.length; at++) {
			rest = rest << Byte.SIZE | (topic[at] & 0xff);
		}
		hash = mixed(hash ^ rest);
		return (int) (hash ^ hash >>> Integer.SIZE);
	}

	private static long mixed(long value) {
		long product = value * MULTIPLIER;
		return product ^ product >>> Integer.SIZE;
	}

	/**
	 * Add a topic, as the last one to be forgotten.
	 * @param epoch the epoch
	 * @param topic the topic, which is not known
	 * @return the topic
	 */
	TopicRing add(long epoch, byte[] topic) {
		Integer free = this.freeSlots.pollFirst();
		TopicRing added = new TopicRing(epoch, topic, hash(epoch, topic), (free != null) ? free : this.usedSlots++);
		if (added.slot() == this.slots.length) {
			this.slots = Arrays.copyOf(this.slots, 2 * added.slot());
			this.lastTimes = Arrays.copyOf(this.lastTimes, 2 * added.slot());
		}
		this.slots[added.slot()] = added;
		this.lastTimes[added.slot()] = Long.MIN_VALUE;
		this.size++;
		if (this.size > this.places.length) {
			grow();
		}
		place(added);
		added.link(this.ends);
		this.topicsOfEpochs.merge(epoch, 1, Integer::sum);
		return added;
	}

	private void grow() {
		this.places = new TopicRing[2 * this.places.length];
		for (TopicRing topic = this.ends.newer; topic != this.ends; topic = topic.newer) {
			place(topic);
		}
	}

	private void place(TopicRing topic) {
		int place = topic.hash() & (this.places.length - 1);
		topic.next = this.places[place];
		this.places[place] = topic;
	}

	/**
	 * A topic has sent a message.
	 * @param topic the topic
	 * @param time the time of the message
	 */
	void sent(TopicRing topic, long time) {
		this.lastTimes[topic.slot()] = time;
		if (topic.placedTime == Long.MIN_VALUE) {
			topic.placedTime = time;
		}
		if (this.recent != topic) {
			this.recent = topic;
		}
	}

	/**
	 * The topic to be forgotten first: one without messages, or one that has not sent
	 * since all others got their place.
	 * @return the topic, {@code null} if there is none
	 */
	@Nullable TopicRing leastRecent() {
		TopicRing least = this.ends.newer;
		while (least.size() > 0 && least.placedTime < this.lastTimes[least.slot()]) {
			least.placedTime = this.lastTimes[least.slot()];
			least.unlink();
			least.link(this.ends);
			least = this.ends.newer;
		}
		return (least != this.ends) ? least : null;
	}

	/**
	 * Remove a topic.
	 * @param topic a topic of this table
	 */
	void remove(TopicRing topic) {
		topic.unlink();
		int place = topic.hash() & (this.places.length - 1);
		if (this.places[place] == topic) {
			this.places[place] = topic.next;
		}
		else {
			TopicRing before = this.places[place];
			while (before.next != topic) {
				before = before.next;
			}
			before.next = topic.next;
		}
		this.slots[topic.slot()] = null;
		this.lastTimes[topic.slot()] = Long.MIN_VALUE;
		this.freeSlots.addFirst(topic.slot());
		this.size--;
		this.recent = null;
		this.topicsOfEpochs.computeIfPresent(topic.epoch(), (epoch, topics) -> (topics > 1) ? topics - 1 : null);
	}

	/**
	 * Remove all topics.
	 */
	void clear() {
		this.places = new TopicRing[SMALLEST];
		this.slots = new TopicRing[SMALLEST];
		this.lastTimes = new long[SMALLEST];
		this.freeSlots.clear();
		this.usedSlots = 0;
		this.size = 0;
		this.recent = null;
		this.topicsOfEpochs.clear();
		this.ends.clear();
	}

}
