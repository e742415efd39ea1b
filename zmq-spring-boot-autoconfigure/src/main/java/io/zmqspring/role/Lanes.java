package io.zmqspring.role;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.socket.Threads;

/**
 * Hands the messages of one handler over to threads of its own through bounded queues,
 * one per thread. A topic always takes the same lane, so its order holds. A full lane
 * makes the receiving thread wait; it never drops.
 */
final class Lanes {

	private static final int CAPACITY = 256;

	private static final int MAX_BATCH = 100;

	private static final ZmqMessage END = new ZmqMessage("", new byte[0]);

	private final List<Lane> lanes = new ArrayList<>();

	private final GuardedHandler handler;

	Lanes(GuardedHandler handler, int count) {
		this.handler = handler;
		for (int i = 0; i < count; i++) {
			Lane lane = new Lane("zmq-listener-" + handler.id() + "-" + i);
			this.lanes.add(lane);
			lane.thread.start();
		}
	}

	/**
	 * Hand a message over, waiting for room.
	 * @throws InterruptedException if a stop has lost its patience; the message is lost
	 */
	void put(String topic, byte[] payload) throws InterruptedException {
		int index = Math.floorMod(topic.hashCode(), this.lanes.size());
		this.lanes.get(index).queue.put(new ZmqMessage(topic, payload));
	}

	/**
	 * Let the lanes finish what they hold, then end them.
	 * @param timeout the longest wait for all of them
	 * @return whether all have ended
	 */
	boolean close(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean ended = true;
		for (Lane lane : this.lanes) {
			lane.askToEnd(deadline);
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
		}

		void askToEnd(long deadline) {
			try {
				this.ending = true;
				this.queue.offer(END, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		boolean awaitEnd(long deadline) {
			// A handler that stops its own subscriber must not wait for itself
			if (Thread.currentThread() == this.thread) {
				return true;
			}
			if (Threads.join(this.thread, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
				return true;
			}
			this.queue.clear();
			this.queue.add(END);
			this.thread.interrupt();
			return Threads.join(this.thread, INTERRUPT_GRACE);
		}

		@Override
		public void run() {
			List<ZmqMessage> batch = new ArrayList<>(MAX_BATCH);
			boolean running = true;
			while (running) {
				try {
					batch.add(this.queue.take());
					this.queue.drainTo(batch, MAX_BATCH - 1);
					running = !batch.remove(END);
					Lanes.this.handler.handle(batch);
				}
				catch (InterruptedException ex) {
					// a handler's leftover, unless the stop has lost its patience
					running = !this.ending;
				}
				batch.clear();
			}
		}

	}

}
