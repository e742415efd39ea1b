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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.FailureLog;
import io.zmqspring.support.Threads;

/**
 * Dispatches the messages of one handler to threads of its own through bounded queues,
 * one per thread. All messages of a topic use the same queue, which keeps their order. If
 * a queue is full, the receiving thread waits; nothing is dropped.
 */
final class PartitionedDispatcher {

	private static final int CAPACITY = 256;

	private static final int MAX_BATCH = 100;

	private static final ZmqMessage END = new ZmqMessage("", new byte[0]);

	private static final Log logger = LogFactory.getLog(PartitionedDispatcher.class);

	private static final long PAUSE_AFTER_FAILURE_MILLIS = 10;

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "Messages are lost because their processing on thread '" + Thread.currentThread().getName()
					+ "' failed");

	private final List<Lane> lanes = new ArrayList<>();

	private final GuardedHandler handler;

	PartitionedDispatcher(GuardedHandler handler, int count) {
		this.handler = handler;
		for (int i = 0; i < count; i++) {
			this.lanes.add(new Lane("zmq-listener-" + handler.id() + "-" + i));
		}
		try {
			this.lanes.forEach((lane) -> lane.thread.start());
		}
		catch (Throwable ex) {
			this.lanes.forEach(Lane::askToEnd);
			throw ex;
		}
	}

	/**
	 * Put a message into the queue of its topic, waiting for room.
	 * @param message the message
	 * @throws InterruptedException if shutdown times out while there is no room
	 */
	void put(ZmqMessage message) throws InterruptedException {
		Lane lane = this.lanes.get(Math.floorMod(message.topic().hashCode(), this.lanes.size()));
		// offer() first: an interrupt that another handler has left pending must not fail
		// a message for which there is room
		if (!lane.queue.offer(message)) {
			lane.queue.put(message);
		}
		// The handler may have been removed by another thread at the same time
		if (lane.ending && !lane.thread.isAlive() && lane.queue.remove(message)) {
			this.handler.abandon(message);
		}
	}

	/**
	 * Let the threads handle what is queued, then end them.
	 * @param deadline when to give up
	 * @return whether all have ended
	 */
	boolean close(Deadline deadline) {
		boolean ended = true;
		for (Lane lane : this.lanes) {
			lane.askToEnd();
		}
		for (Lane lane : this.lanes) {
			ended &= lane.awaitEnd(deadline);
		}
		return ended;
	}

	/**
	 * One queue and its thread.
	 */
	private final class Lane implements Runnable {

		private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

		private final BlockingQueue<ZmqMessage> queue = new ArrayBlockingQueue<>(CAPACITY);

		private final Thread thread;

		private volatile boolean ending;

		Lane(String name) {
			this.thread = new Thread(this, name);
			this.thread.setDaemon(false);
		}

		void askToEnd() {
			this.ending = true;
			// This only wakes the thread; with a full queue it is awake and sees the flag
			this.queue.offer(END);
		}

		boolean awaitEnd(Deadline deadline) {
			// A handler that stops its own subscriber must not wait for itself
			if (Thread.currentThread() == this.thread) {
				return true;
			}
			if (Threads.join(this.thread, deadline.left())) {
				return true;
			}
			List<ZmqMessage> left = new ArrayList<>();
			this.queue.drainTo(left);
			left.stream().filter((message) -> message != END).forEach(PartitionedDispatcher.this.handler::abandon);
			this.thread.interrupt();
			return Threads.join(this.thread, INTERRUPT_GRACE);
		}

		@Override
		public void run() {
			List<ZmqMessage> batch = new ArrayList<>(MAX_BATCH);
			boolean open = true;
			while (open) {
				try {
					batch.clear();
					open = take(batch);
					PartitionedDispatcher.this.handler.handle(batch);
				}
				catch (Throwable ex) {
					PartitionedDispatcher.this.failures.add(ex);
					Threads.pause(PAUSE_AFTER_FAILURE_MILLIS);
				}
			}
		}

		private boolean take(List<ZmqMessage> batch) {
			try {
				ZmqMessage first = this.ending ? this.queue.poll() : this.queue.take();
				if (first == null) {
					return false;
				}
				batch.add(first);
				this.queue.drainTo(batch, MAX_BATCH - 1);
				// By identity, because an ordinary message may be empty and without a
				// topic
				batch.removeIf((message) -> message == END);
			}
			catch (InterruptedException ex) {
				// A handler has left its interrupt pending; the flag reports a stop
			}
			return true;
		}

	}

}
