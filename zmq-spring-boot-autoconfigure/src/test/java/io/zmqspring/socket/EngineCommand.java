package io.zmqspring.socket;

import zmq.Ctx;
import zmq.ZObject;

/**
 * Something done in a thread of JeroMQ. Slot 1 is the reaper, 2 the first I/O thread.
 */
final class EngineCommand extends ZObject {

	static final int IO_THREAD = 2;

	private final Runnable action;

	EngineCommand(Ctx engine, int slot, Runnable action) {
		super(engine, slot);
		this.action = action;
	}

	/**
	 * Have it done behind all the thread was told before.
	 */
	void send() {
		sendStop();
	}

	@Override
	protected void processStop() {
		this.action.run();
	}

}
