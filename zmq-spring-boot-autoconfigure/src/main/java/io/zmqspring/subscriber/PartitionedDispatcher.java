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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * Dispatches the messages of one handler to threads of its own through bounded queues,
 * one per thread. All messages of a topic use the same queue, which keeps their order. If
 * a queue is full, the receiving thread waits; nothing is dropped.
 */
final class PartitionedDispatcher {

	private final List<Lane> lanes = new ArrayList<>();

	private final GuardedHandler handler;

	PartitionedDispatcher(GuardedHandler handler, int count, CallGate gate, BooleanSupplier active,
			boolean virtualThreads) {
		this.handler = handler;
		for (int i = 0; i < count; i++) {
			this.lanes.add(new Lane("zmq-listener-" + handler.id() + "-" + i, handler, gate, active, virtualThreads));
		}
		try {
			this.lanes.forEach((lane) -> lane.thread().start());
		}
		catch (Throwable ex) {
			askToEnd();
			throw ex;
		}
	}

	/**
	 * Put a message into the queue of its topic, waiting for room.
	 * @param message the message
	 * @throws InterruptedException if shutdown times out while there is no room
	 */
	void put(ZmqMessage message) throws InterruptedException {
		this.lanes.get(Math.floorMod(message.topic().hashCode(), this.lanes.size())).put(message);
	}

	/**
	 * Wait for the end of the current calls, except those that wait for the caller.
	 * @param deadline when to give up
	 * @param unless another reason to end the wait
	 */
	void awaitEndOfCalls(Deadline deadline, BooleanSupplier unless) {
		this.lanes.forEach((lane) -> lane.awaitEndOfCall(deadline, unless));
	}

	boolean isBusy() {
		return this.lanes.stream().anyMatch(Lane::isBusy);
	}

	int waiting() {
		return this.lanes.stream().mapToInt(Lane::waiting).sum();
	}

	/**
	 * Ask the threads to end when they have handled what is queued.
	 */
	void askToEnd() {
		this.lanes.forEach(Lane::askToEnd);
	}

	/**
	 * Wait for the threads to end, except those that wait for the caller.
	 * @param deadline when to give up
	 * @return the threads that have not ended by then
	 */
	List<Thread> awaitEnd(Deadline deadline) {
		return this.lanes.stream()
			.map(Lane::thread)
			.filter((thread) -> WaitGraph.join(thread, deadline) == WaitGraph.Outcome.TIMED_OUT)
			.toList();
	}

	/**
	 * Count the messages for which the handler was not called. The gate must have ended.
	 * @param calls receives the call of the error handler
	 */
	void abandonUnhandled(Consumer<Runnable> calls) {
		this.handler.abandon(this.lanes.stream().flatMap((lane) -> lane.takeUnhandled().stream()).toList(), calls);
	}

	/**
	 * Let dispatchers finish what is queued, and count the messages for which no handler
	 * was called.
	 * @param open the dispatchers
	 * @param gate the gate of their subscriber, which is ended
	 * @param deadline when to interrupt them
	 * @param grace the longest wait after that
	 * @param calls receives the calls of error handlers
	 * @return descriptions of the threads that have not ended
	 */
	static List<String> finish(List<PartitionedDispatcher> open, CallGate gate, Deadline deadline, Duration grace,
			Consumer<Runnable> calls) {
		open.forEach(PartitionedDispatcher::askToEnd);
		List<Thread> late = open.stream().flatMap((dispatcher) -> dispatcher.awaitEnd(deadline).stream()).toList();
		gate.end();
		open.forEach((dispatcher) -> dispatcher.abandonUnhandled(calls));
		return interrupt(late, grace);
	}

	/**
	 * Interrupt threads, and wait a moment for them to end.
	 * @param threads the threads
	 * @param grace the longest wait for all of them
	 * @return descriptions of those that have not ended
	 */
	static List<String> interrupt(List<Thread> threads, Duration grace) {
		threads.forEach(Thread::interrupt);
		Deadline deadline = Deadline.in(grace);
		return threads.stream()
			.filter((thread) -> WaitGraph.join(thread, deadline) == WaitGraph.Outcome.TIMED_OUT)
			.map((thread) -> thread.getName() + " at " + Threads.top(thread.getStackTrace()))
			.toList();
	}

}
