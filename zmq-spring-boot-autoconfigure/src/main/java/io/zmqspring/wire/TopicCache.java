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

package io.zmqspring.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A cache from the bytes of a topic, as they are in a frame, to a value. Grows with the
 * number of topics up to a limit. Beyond it a new topic replaces one of four others, so
 * that a flood of topics needs time but no more memory. Used by one thread.
 *
 * @param <V> the type of the values
 * @since 0.1
 */
public final class TopicCache<V> {

	static final int MOST = 32_768;

	private static final int FEWEST = 256;

	private static final int WAYS = 4;

	private @Nullable Entry<V>[] entries = newEntries(FEWEST);

	private @Nullable Entry<V> last;

	private int size;

	private int replaced;

	@SuppressWarnings("unchecked")
	private static <V> @Nullable Entry<V>[] newEntries(int count) {
		return (@Nullable Entry<V>[]) new Entry<?>[count];
	}

	/**
	 * Look up a topic.
	 * @param bytes bytes that begin with the topic
	 * @param length the length of the topic
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable V get(byte[] bytes, int length) {
		Entry<V> recent = this.last;
		if (recent != null && recent.matches(bytes, length)) {
			return recent.value;
		}
		int first = first(hash(bytes, length));
		for (int i = first; i < first + WAYS; i++) {
			Entry<V> entry = this.entries[i];
			if (entry == null) {
				return null;
			}
			if (entry.matches(bytes, length)) {
				this.last = entry;
				return entry.value;
			}
		}
		return null;
	}

	/**
	 * Add a topic that has no value.
	 * @param bytes bytes that begin with the topic
	 * @param length the length of the topic
	 * @param value its value
	 */
	public void put(byte[] bytes, int length, V value) {
		if (this.size > this.entries.length / 2 && this.entries.length < MOST) {
			grow();
		}
		add(new Entry<>(Arrays.copyOf(bytes, length), hash(bytes, length), value));
	}

	private void add(Entry<V> added) {
		int place = first(added.hash);
		int end = place + WAYS;
		while (place < end && this.entries[place] != null) {
			place++;
		}
		if (place < end) {
			this.size++;
		}
		else {
			place = end - 1 - (this.replaced++ & (WAYS - 1));
		}
		this.entries[place] = added;
	}

	private void grow() {
		@Nullable Entry<V>[] old = this.entries;
		this.entries = newEntries(2 * old.length);
		this.size = 0;
		for (Entry<V> entry : old) {
			if (entry != null) {
				add(entry);
			}
		}
	}

	/**
	 * Remove all topics.
	 */
	public void clear() {
		Arrays.fill(this.entries, null);
		this.last = null;
		this.size = 0;
	}

	private int first(int hash) {
		return hash * WAYS & (this.entries.length - 1);
	}

	private static int hash(byte[] bytes, int length) {
		int hash = 1;
		for (int i = 0; i < length; i++) {
			hash = 31 * hash + bytes[i];
		}
		// Spreads topics that differ in their last characters only
		hash *= 0x9E3779B9;
		return hash ^ hash >>> 16;
	}

	private record Entry<V>(byte[] topic, int hash, V value) {

		boolean matches(byte[] bytes, int length) {
			return this.topic.length == length && Arrays.equals(this.topic, 0, length, bytes, 0, length);
		}

	}

}
