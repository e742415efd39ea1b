package io.zmqspring.jmh;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A thread that takes messages and does nothing with them, as fast as JeroMQ can.
 */
public final class DrainingSubscriber {

	private static final int LOOK_UP_MILLIS = 50;

	private final String address;

	private final String topic;

	private final Thread thread = new Thread(this::drain, "draining-subscriber");

	private volatile boolean closed;

	public DrainingSubscriber(String address, String topic) {
		this.address = address;
		this.topic = topic;
		this.thread.start();
	}

	private void drain() {
		try (ZContext context = new ZContext()) {
			ZMQ.Socket socket = LoopSockets.subscriber(context, this.address, this.topic);
			socket.setReceiveTimeOut(LOOK_UP_MILLIS);
			while (!this.closed) {
				socket.base().recv(0);
			}
		}
	}

	public void stop() throws InterruptedException {
		this.closed = true;
		this.thread.join();
	}

}
