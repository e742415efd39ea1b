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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The messages of all topics in one order, and some messages to be used again. Adding,
 * moving and removing take constant time. Guarded by the lock of the index.
 */
final class MessageQueue {

	private static final int MOST_FREE = 1024;

	private final StoredMessage ends = new StoredMessage();

	private @Nullable StoredMessage free;

	private int freeSize;

	private int size;

	MessageQueue() {
		this.ends.clear();
	}

	int size() {
		return this.size;
	}

	/**
	 * The message that was added first.
	 * @return the message, {@code null} if there is none
	 */
	@Nullable StoredMessage oldest() {
		StoredMessage oldest = this.ends.newer;
		return (oldest != this.ends) ? oldest : null;
	}

	/**
	 * Add a message at the end.
	 * @return the message, whose values are to be set
	 */
	StoredMessage add() {
		StoredMessage message = this.free;
		if (message != null) {
			this.free = message.newer;
			this.freeSize--;
		}
		else {
			message = new StoredMessage();
		}
		message.link(this.ends);
		this.size++;
		return message;
	}

	/**
	 * Move a message to the end.
	 * @param message a message of this queue
	 */
	void moveToEnd(StoredMessage message) {
		if (message.newer != this.ends) {
			message.unlink();
			message.link(this.ends);
		}
	}

	/**
	 * Remove a message.
	 * @param message a message of this queue
	 */
	void remove(StoredMessage message) {
		message.unlink();
		message.topic = null;
		message.frame = null;
		message.headers = null;
		message.copied = false;
		message.older = null;
		message.newer = null;
		this.size--;
		if (this.freeSize < MOST_FREE) {
			message.newer = this.free;
			this.free = message;
			this.freeSize++;
		}
	}

	/**
	 * Do something with each message, from the oldest to the newest.
	 * @param action does not change the queue
	 */
	void forEach(Consumer<StoredMessage> action) {
		for (StoredMessage message = this.ends.newer; message != this.ends; message = message.newer) {
			action.accept(message);
		}
	}

	/**
	 * Put the messages into the order of their positions.
	 */
	void sortByPosition() {
		List<StoredMessage> messages = new ArrayList<>(this.size);
		forEach(messages::add);
		messages.sort(Comparator.comparingLong((message) -> message.position));
		this.ends.clear();
		messages.forEach((message) -> message.link(this.ends));
	}

	/**
	 * Remove all messages.
	 */
	void clear() {
		this.ends.clear();
		this.free = null;
		this.freeSize = 0;
		this.size = 0;
	}

}
