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

package io.zmqspring.support;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Which threads wait for which while roles start, pause and stop. A thread that waits for
 * the waiting thread itself, directly or through others, is not waited for; nor is a
 * thread that has called {@link System#exit(int)}, because it never returns. Waits that
 * are not part of this graph, such as for a lock of the application, end with their
 * deadline. Thread-safe.
 *
 * @since 0.1
 */
public final class WaitGraph {

	private static final long LONGEST_POLL_MILLIS = 20;

	private static final Set<Edge> edges = ConcurrentHashMap.newKeySet();

	private WaitGraph() {
	}

	/**
	 * Add that one thread waits for another, until the edge is removed.
	 * @param waiting the thread that waits
	 * @param awaited the thread it waits for
	 * @return the edge
	 */
	public static Edge add(Thread waiting, Thread awaited) {
		Edge edge = new Edge(waiting, awaited);
		edges.add(edge);
		return edge;
	}

	/**
	 * Whether a thread can go on only after another one has.
	 * @param candidate the thread
	 * @param other the other thread
	 * @return {@code true} if both are the same, if the candidate waits for the other one
	 * directly or through others, or if it is in {@link System#exit(int)}
	 */
	public static boolean isBlockedBy(Thread candidate, Thread other) {
		return reaches(candidate, other) || isExiting(candidate);
	}

	private static boolean reaches(Thread from, Thread to) {
		Set<Thread> seen = new HashSet<>();
		Deque<Thread> open = new ArrayDeque<>();
		open.add(from);
		while (!open.isEmpty()) {
			Thread current = open.remove();
			if (current == to) {
				return true;
			}
			if (seen.add(current)) {
				edges.stream().filter((edge) -> edge.waiting == current).forEach((edge) -> open.add(edge.awaited));
			}
		}
		return false;
	}

	private static boolean isExiting(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals("java.lang.Shutdown")
					&& frame.getMethodName().equals("exit"));
	}

	/**
	 * Wait for a thread to end, unless it waits for the caller. An interrupt of the
	 * caller does not end the wait; it is restored afterwards.
	 * @param thread the thread
	 * @param deadline when to give up
	 * @return how the wait has ended
	 */
	public static Outcome join(Thread thread, Deadline deadline) {
		return await(thread, deadline, () -> !thread.isAlive());
	}

	/**
	 * Wait for something that a thread does, unless that thread waits for the caller. An
	 * interrupt of the caller does not end the wait; it is restored afterwards.
	 * @param thread the thread
	 * @param deadline when to give up
	 * @param done whether it has been done
	 * @return how the wait has ended
	 */
	public static Outcome await(Thread thread, Deadline deadline, BooleanSupplier done) {
		Thread caller = Thread.currentThread();
		Edge edge = add(caller, thread);
		try {
			return Interrupts.defer(() -> poll(edge, deadline, done));
		}
		finally {
			edge.remove();
		}
	}

	private static Outcome poll(Edge edge, Deadline deadline, BooleanSupplier done) throws InterruptedException {
		for (long pause = 1;; pause = Math.min(2 * pause, LONGEST_POLL_MILLIS)) {
			if (done.getAsBoolean()) {
				return Outcome.DONE;
			}
			if (isBlockedBy(edge.awaited, edge.waiting)) {
				return Outcome.WAITS_FOR_CALLER;
			}
			if (deadline.hasPassed()) {
				return Outcome.TIMED_OUT;
			}
			long millis = Math.max(1, Math.min(pause, deadline.millisLeft()));
			if (edge.awaited.isAlive()) {
				edge.awaited.join(millis);
			}
			else {
				Thread.sleep(millis);
			}
		}
	}

	/**
	 * How a wait has ended.
	 */
	public enum Outcome {

		/** What the caller waited for has happened. */
		DONE,

		/**
		 * The other thread can go on only after the caller has, or never because it is in
		 * {@link System#exit(int)}.
		 */
		WAITS_FOR_CALLER,

		/** The deadline has passed. */
		TIMED_OUT

	}

	/**
	 * One thread that waits for another. Compared by identity.
	 */
	public static final class Edge {

		private final Thread waiting;

		private final Thread awaited;

		Edge(Thread waiting, Thread awaited) {
			this.waiting = waiting;
			this.awaited = awaited;
		}

		/**
		 * Remove the edge: the wait has ended.
		 */
		public void remove() {
			edges.remove(this);
		}

	}

}
