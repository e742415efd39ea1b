package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.awaitility.Awaitility.await;

/**
 * Kills threads of the engine the way an {@code OutOfMemoryError} does.
 */
public final class DyingEngine {

	private DyingEngine() {
	}

	/**
	 * Have an error thrown in the I/O thread, by a socket of JeroMQ's own that nothing
	 * guards.
	 * @param context the context whose I/O thread dies
	 * @throws IOException if the socket cannot be reached
	 */
	public static void killIoThread(ZmqContext context) throws IOException {
		ZMQ.Socket bare = context.engine().socket(SocketType.PULL);
		bare.base().setEventHook((event) -> {
			throw new OutOfMemoryError("thrown by a test");
		}, zmq.ZMQ.ZMQ_EVENT_ACCEPTED);
		bare.bind("tcp://127.0.0.1:*");
		int port = Endpoint.parse(bare.getLastEndpoint(), null).port();
		try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
			await().until(() -> peer.isConnected() && !context.isAlive());
		}
		bare.close();
	}

}
