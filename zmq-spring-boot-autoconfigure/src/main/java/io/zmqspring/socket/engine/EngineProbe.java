package io.zmqspring.socket.engine;

import zmq.Ctx;
import zmq.ZObject;

/**
 * An object of ours that lives in one thread of the engine and answers when that thread
 * reaches it among its commands. A question is a command in memory: no socket, no port,
 * no system call but the one that wakes the thread.
 */
final class EngineProbe extends ZObject {

	private long asked;

	private volatile long answered;

	/**
	 * Put a probe into a thread.
	 * @param engine the engine, its threads running
	 * @param slot the thread's number in the engine
	 */
	EngineProbe(Ctx engine, int slot) {
		super(engine, slot);
	}

	/**
	 * Ask. One caller at a time.
	 * @return the number of this question
	 */
	long ask() {
		this.asked++;
		sendStop();
		return this.asked;
	}

	/**
	 * Whether the thread has answered, and so has done all it was told before.
	 * @param question the number of the question
	 * @return {@code true} if it has
	 */
	boolean hasAnswered(long question) {
		return this.answered >= question;
	}

	// The engine stops its own objects by this command; one of ours may mean by it what
	// it likes
	@Override
	protected void processStop() {
		this.answered = this.answered + 1;
	}

}
