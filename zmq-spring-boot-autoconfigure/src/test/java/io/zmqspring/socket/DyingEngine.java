package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An engine whose I/O thread has died the way an {@code OutOfMemoryError} kills it.
 * Closing has another thread take over, so that its sockets can be closed after all and
 * nothing is left behind for other tests.
 */
public final class DyingEngine implements AutoCloseable {

	private final Runnable ioLoop;

	private DyingEngine(Runnable ioLoop) {
		this.ioLoop = ioLoop;
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
		return new DyingEngine(ioLoop(context));
	}

	private static Runnable ioLoop(ZmqContext context) {
		Object jeromq = ReflectionTestUtils.getField(context.engine(), "context");
		assertThat(jeromq).isNotNull();
		Object engine = ReflectionTestUtils.getField(jeromq, "ctx");
		assertThat(engine).isNotNull();
		List<?> threads = (List<?>) ReflectionTestUtils.getField(engine, "ioThreads");
		assertThat(threads).hasSize(1);
		Object poller = ReflectionTestUtils.getField(threads.get(0), "poller");
		assertThat(poller).isInstanceOf(Runnable.class);
		return (Runnable) poller;
	}

	@Override
	public void close() {
		Thread successor = new Thread(this.ioLoop, "zmq-iothread-successor");
		successor.setDaemon(true);
		successor.start();
	}

}
