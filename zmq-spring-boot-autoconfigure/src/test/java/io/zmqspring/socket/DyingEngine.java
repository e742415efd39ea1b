package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.Engine;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import static org.awaitility.Awaitility.await;

/**
 * An engine whose I/O thread has died the way an {@code OutOfMemoryError} kills it.
 * Closing has another thread take over, so that its sockets can be closed after all and
 * nothing is left behind for other tests.
 */
public final class DyingEngine implements AutoCloseable {

	private final Engine engine;

	private DyingEngine(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Have an error thrown in the I/O thread, by a socket of JeroMQ's own that nothing
	 * guards.
	 * @param context the context whose only I/O thread dies
	 * @return the engine, dead
	 * @throws IOException if the socket cannot be reached
	 */
	public static DyingEngine kill(ZmqContext context) throws IOException {
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
		return new DyingEngine(context.engine());
	}

	@Override
	public void close() {
		this.engine.giveUp();
	}

}
