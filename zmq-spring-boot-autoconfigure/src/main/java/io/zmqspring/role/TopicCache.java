package io.zmqspring.role;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what was decided for a topic, by the topic's bytes as they stand in a frame.
 * Bounded: when full it forgets everything, so a flood of topics costs time but no
 * memory. Used by one thread.
 *
 * @param <V> what is decided for a topic
 */
final class TopicCache<V> {

	private static final int SLOTS = 4096;

	private static final int MAX_ENTRIES = SLOTS / 2;

	private final @Nullable Entry<V>[] slots = newSlots();

	private @Nullable Entry<V> last;

	private int size;

	@SuppressWarnings("unchecked")
	private static <V> @Nullable Entry<V>[] newSlots() {
		return (@Nullable Entry<V>[]) new Entry<?>[SLOTS];
	}

	@Nullable V get(byte[] bytes, int length) {
		Entry<V> recent = this.last;
		if (recent != null && recent.matches(bytes, length)) {
			return recent.value;
		}
		for (int i = slot(bytes, length);; i = (i + 1) % SLOTS) {
			Entry<V> entry = this.slots[i];
			if (entry == null) {
				return null;
			}
			if (entry.matches(bytes, length)) {
				this.last = entry;
				return entry.value;
			}
		}
	}

	void put(byte[] bytes, int length, V value) {
		if (this.size >= MAX_ENTRIES) {
			clear();
		}
		int i = slot(bytes, length);
		while (this.slots[i] != null) {
			i = (i + 1) % SLOTS;
		}
		this.slots[i] = new Entry<>(Arrays.copyOf(bytes, length), value);
		this.size++;
	}

	void clear() {
		Arrays.fill(this.slots, null);
		this.last = null;
		this.size = 0;
	}

	private static int slot(byte[] bytes, int length) {
		int hash = 1;
		for (int i = 0; i < length; i++) {
			hash = 31 * hash + bytes[i];
		}
		hash ^= hash >>> 16;
		return hash & (SLOTS - 1);
	}

	private record Entry<V>(byte[] topic, V value) {

		boolean matches(byte[] bytes, int length) {
			return this.topic.length == length && Arrays.equals(this.topic, 0, length, bytes, 0, length);
		}

	}

}
