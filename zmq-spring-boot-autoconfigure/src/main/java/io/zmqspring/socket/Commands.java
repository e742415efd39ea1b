package io.zmqspring.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What others want done with a socket, waiting for its owner.
 */
final class Commands {

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	void add(Runnable command) {
		this.waiting.add(command);
	}

	/**
	 * Do all of it. Only the owner may.
	 * @return whether there was anything to do
	 */
	boolean run() {
		Runnable command = this.waiting.poll();
		if (command == null) {
			return false;
		}
		while (command != null) {
			command.run();
			command = this.waiting.poll();
		}
		return true;
	}

}
