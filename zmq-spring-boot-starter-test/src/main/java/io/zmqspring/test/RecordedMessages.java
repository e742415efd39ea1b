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

package io.zmqspring.test;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.assertj.core.presentation.StandardRepresentation;
import org.springframework.util.Assert;

import io.zmqspring.support.Deadline;

/**
 * The messages of one source, in the order of their arrival, since the test method began
 * or since {@link #clear()}. Messages arrive on other threads: {@link #await(int)} waits
 * for them. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class RecordedMessages {

	static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final String source;

	private final Supplier<List<String>> arrival;

	private final Supplier<String> circumstances;

	private final List<RecordedMessage> messages = new ArrayList<>();

	private Instant since = Instant.now();

	/**
	 * Create records.
	 * @param source where the messages come from, such as {@code publisher 'events'}
	 * @param arrival waits until nothing is on its way any more, and returns which roles
	 * are still at work
	 * @param circumstances what else a failure tells
	 */
	RecordedMessages(String source, Supplier<List<String>> arrival, Supplier<String> circumstances) {
		this.source = source;
		this.arrival = arrival;
		this.circumstances = circumstances;
	}

	synchronized void add(RecordedMessage message) {
		this.messages.add(message);
		notifyAll();
	}

	/**
	 * Wait for messages, for 5 s at most.
	 * @param count how many messages, those that have arrived before included
	 * @return all messages that have arrived, at least {@code count}
	 * @throws AssertionError if fewer have arrived; its message tells which
	 */
	public List<RecordedMessage> await(int count) {
		return await(count, LONGEST_WAIT);
	}

	/**
	 * Wait for messages.
	 * @param count how many messages, those that have arrived before included
	 * @param timeout the longest wait
	 * @return all messages that have arrived, at least {@code count}
	 * @throws AssertionError if fewer have arrived until then, or until the thread was
	 * interrupted; its message tells which
	 * @throws IllegalArgumentException if the count is less than 1
	 */
	public List<RecordedMessage> await(int count, Duration timeout) {
		Assert.isTrue(count > 0, "The count must be at least 1");
		long begin = System.nanoTime();
		boolean interrupted = !awaitSize(count, Deadline.in(timeout));
		synchronized (this) {
			if (this.messages.size() >= count) {
				return snapshot();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		throw new AssertionError(failure(count, Duration.ofNanos(System.nanoTime() - begin), interrupted));
	}

	private synchronized boolean awaitSize(int count, Deadline deadline) {
		try {
			while (this.messages.size() < count && !deadline.hasPassed()) {
				wait(Math.max(1, deadline.left().toMillis()));
			}
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private String failure(int count, Duration waited, boolean interrupted) {
		int size;
		String text;
		synchronized (this) {
			size = this.messages.size();
			text = lines(this.messages, this.since);
		}
		String arrived = switch (size) {
			case 0 -> "none has arrived";
			case 1 -> "only this one has arrived";
			default -> "only these " + size + " have arrived";
		};
		return "Expected " + ((count == 1) ? "1 message" : count + " messages") + " of " + this.source + ", but "
				+ arrived + " in " + waited.toMillis() + " ms" + (interrupted ? ", until the wait was interrupted" : "")
				+ ((size > 0) ? ":" + text : ".") + this.circumstances.get();
	}

	private static String lines(List<RecordedMessage> messages, Instant since) {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < messages.size(); i++) {
			RecordedMessage message = messages.get(i);
			lines.append("\n  ")
				.append(i + 1)
				.append(". after ")
				.append(Duration.between(since, message.receivedAt()).toMillis())
				.append(" ms, ")
				.append(message);
		}
		return lines.toString();
	}

	/**
	 * All messages that what was sent until now has led to. Waits, for 5 s at most, until
	 * the application's roles have handled what they have received. What its own threads
	 * or timers may send later is not waited for: use {@link #await(int)} for that.
	 * @return the messages, unmodifiable; its text in a failed assertion tells what had
	 * arrived
	 * @throws AssertionError if a role is still at work after 5 s, so that messages may
	 * be missing
	 */
	public List<RecordedMessage> messages() {
		List<String> busy = this.arrival.get();
		List<RecordedMessage> present = snapshot();
		if (!busy.isEmpty()) {
			throw new AssertionError("Messages of " + this.source + " may still come, because after "
					+ LONGEST_WAIT.toSeconds() + " s " + String.join(", ", busy)
					+ " is still handling what it has received. Let its handler return, or use await(n). These are "
					+ present);
		}
		return present;
	}

	synchronized List<RecordedMessage> snapshot() {
		List<RecordedMessage> present = List.copyOf(this.messages);
		Instant begin = this.since;
		return new Snapshot(present, () -> describe(present, begin));
	}

	private String describe(List<RecordedMessage> present, Instant begin) {
		return "the messages of " + this.source + " until now"
				+ (present.isEmpty() ? ": none had arrived." : ":" + lines(present, begin)) + this.circumstances.get();
	}

	/**
	 * Forget all messages.
	 */
	public synchronized void clear() {
		this.messages.clear();
		this.since = Instant.now();
	}

	@Override
	public synchronized String toString() {
		return snapshot().toString();
	}

	/**
	 * Messages at one moment. Unmodifiable. Its text tells what had arrived.
	 */
	static final class Snapshot extends AbstractList<RecordedMessage> {

		static {
			// AssertJ shows an empty list as [] otherwise
			StandardRepresentation.registerFormatterForType(Snapshot.class, Snapshot::toString);
		}

		private final List<RecordedMessage> messages;

		private final Supplier<String> text;

		Snapshot(List<RecordedMessage> messages, Supplier<String> text) {
			this.messages = messages;
			this.text = text;
		}

		@Override
		public RecordedMessage get(int index) {
			return this.messages.get(index);
		}

		@Override
		public int size() {
			return this.messages.size();
		}

		@Override
		public String toString() {
			return this.text.get();
		}

	}

}
