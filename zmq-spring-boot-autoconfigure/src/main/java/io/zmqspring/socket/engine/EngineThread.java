package io.zmqspring.socket.engine;

/**
 * A thread of JeroMQ that knows what it runs.
 */
final class EngineThread extends Thread {

	private final Runnable loop;

	EngineThread(Runnable loop, String name) {
		super(loop, name);
		this.loop = loop;
		setDaemon(true);
	}

	/**
	 * What it runs: a {@link zmq.poll.Poller} if it is an I/O thread.
	 * @return the loop
	 */
	Runnable loop() {
		return this.loop;
	}

}
