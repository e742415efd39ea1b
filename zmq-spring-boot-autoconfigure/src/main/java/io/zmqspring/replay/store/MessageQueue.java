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

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The messages of all topics in one order, and some messages to be used again. Adding,
 * moving and removing take constant time. The links between messages are places in an
 * array, because the garbage collector has to be told of each reference that is written.
 * Guarded by the lock of the index.
 */
final class MessageQueue {

	private static final int MOST_FREE = 1024;

	private static final int SMALLEST = 16;

	// The place that stands for both ends: its newer one is the oldest, and vice versa
	private static final int ENDS = 0;

	// The ends, the messages of the queue, and those that are free
	private @Nullable StoredMessage[] places;

	private StoredMessage ends;

	private int size;

	private int free;

	MessageQueue() {
		this.ends = new StoredMessage(ENDS);
		this.places = places(SMALLEST, this.ends);
	}

	private static @Nullable StoredMessage[] places(int length, StoredMessage ends) {
		@Nullable StoredMessage[] places = new StoredMessage[length];
		places[ENDS] = ends;
		return places;
	}

	int size() {
		return this.size;
	}

	/**
	 * The message that was added first.
	 * @return the message, {@code null} if there is none
	 */
	@Nullable StoredMessage oldest() {
		return (this.size > 0) ? at(this.ends.newer) : null;
	}

	private StoredMessage at(int place) {
		StoredMessage message = this.places[place];
		if (message == null) {
			throw new IllegalStateException("There is no message at place " + place);
		}
		return message;
	}

	/**
	 * Add a message at the end.
	 * @return the message, whose values are to be set
	 */
	StoredMessage add() {
		this.size++;
		StoredMessage message;
		if (this.free > 0) {
			this.free--;
			message = at(this.size);
		}
		else {
			if (this.size == this.places.length) {
				this.places = Arrays.copyOf(this.places, 2 * this.size);
			}
			message = new StoredMessage(this.size);
			this.places[this.size] = message;
		}
		link(message);
		return message;
	}

	/**
	 * Move a message to the end.
	 * @param message a message of this queue
	 */
	void moveToEnd(StoredMessage message) {
		if (message.newer != ENDS) {
			unlink(message);
			link(message);
		}
	}

	/**
	 * Remove a message.
	 * @param message a message of this queue
	 */
	void remove(StoredMessage message) {
		unlink(message);
		message.topic = null;
		message.frame = null;
		message.headers = null;
		message.copied = false;
		exchange(message, at(this.size));
		this.size--;
		if (this.free < MOST_FREE) {
			this.free++;
		}
		else {
			this.places[this.size + this.free + 1] = null;
		}
		if (this.places.length > SMALLEST && this.size + this.free < this.places.length / 4) {
			this.places = Arrays.copyOf(this.places, this.places.length / 2);
		}
	}

	// The messages of the queue have the first places
	private void exchange(StoredMessage removed, StoredMessage last) {
		if (removed != last) {
			this.places[removed.place] = last;
			this.places[last.place] = removed;
			int place = removed.place;
			removed.place = last.place;
			last.place = place;
			at(last.older).newer = place;
			at(last.newer).older = place;
		}
	}

	private void link(StoredMessage message) {
		int newest = this.ends.older;
		message.older = newest;
		message.newer = ENDS;
		at(newest).newer = message.place;
		this.ends.older = message.place;
	}

	private void unlink(StoredMessage message) {
		at(message.older).newer = message.newer;
		at(message.newer).older = message.older;
	}

	/**
	 * Do something with each message, from the oldest to the newest.
	 * @param action does not change the queue
	 */
	void forEach(Consumer<StoredMessage> action) {
		for (int place = this.ends.newer; place != ENDS; place = at(place).newer) {
			action.accept(at(place));
		}
	}

	/**
	 * Put the messages into the order of their positions.
	 */
	void sortByPosition() {
		StoredMessage[] messages = Arrays.copyOfRange(this.places, 1, this.size + 1, StoredMessage[].class);
		Arrays.sort(messages, Comparator.comparingLong((message) -> message.position));
		this.ends.older = ENDS;
		this.ends.newer = ENDS;
		for (StoredMessage message : messages) {
			link(message);
		}
	}

	/**
	 * Remove all messages.
	 */
	void clear() {
		this.ends = new StoredMessage(ENDS);
		this.places = places(SMALLEST, this.ends);
		this.size = 0;
		this.free = 0;
	}

}
