package io.zmqspring.role;

import java.time.Duration;
import java.util.function.Consumer;

import io.zmqspring.socket.Threads;

/**
 * The thread of an at-least-once pool: hands items out, again if need be, and gives up
 * those that had their attempts.
 */
final class Redelivery {

	private static final Duration PATIENCE = Duration.ofMillis(100);

	private final Ledger ledger;

	private final int maxAttempts;

	private final Sender sender;

	private final Consumer<Ledger.Item> exhausted;

	private final Thread thread;

	private volatile boolean closing;

	Redelivery(String name, Ledger ledger, int maxAttempts, Sender sender, Consumer<Ledger.Item> exhausted) {
		this.ledger = ledger;
		this.maxAttempts = maxAttempts;
		this.sender = sender;
		this.exhausted = exhausted;
		this.thread = new Thread(this::run, "zmq-" + name + "-redelivery");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		while (!this.closing) {
			try {
				Ledger.Item item = this.ledger.next(PATIENCE);
				if (item != null) {
					handOut(item);
				}
			}
			catch (InterruptedException ex) {
				// a dead-letter handler's leftover; only close() ends this thread
				Thread.interrupted();
			}
		}
	}

	private void handOut(Ledger.Item item) {
		if (item.attempts() >= this.maxAttempts) {
			if (this.ledger.giveUp(item)) {
				this.exhausted.accept(item);
			}
		}
		else if (this.sender.send(item.work(), PATIENCE)) {
			item.attempted();
		}
		else {
			this.ledger.takeBack(item);
		}
	}

	void close() {
		this.closing = true;
		Threads.join(this.thread, Duration.ofSeconds(2));
	}

	/**
	 * Sends work to the pool.
	 */
	@FunctionalInterface
	interface Sender {

		/**
		 * Send one item.
		 * @param work the work
		 * @param timeout the longest wait
		 * @return whether a worker's queue took it
		 */
		boolean send(byte[] work, Duration timeout);

	}

}
