package io.zmqspring.benchmarks.latency;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.zmqspring.jmh.LoopSockets;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The limit: a thread that blocks in receive and does nothing else, and a socket that is
 * sent to without a lock. One context with one engine thread, as in an application.
 */
final class LoopStation implements Station {

	private static final byte[] TOPIC_FRAME = TOPIC.getBytes(StandardCharsets.UTF_8);

	private final ZContext context = new ZContext();

	private final ZMQ.Socket publisher;

	LoopStation(String out, String in, Consumer<byte[]> hearer) {
		this.publisher = LoopSockets.publisher(this.context, out);
		ZMQ.Socket subscriber = LoopSockets.subscriber(this.context, in, TOPIC);
		new Thread(() -> receive(subscriber, hearer), "loop-receiver").start();
	}

	private static void receive(ZMQ.Socket subscriber, Consumer<byte[]> hearer) {
		try (subscriber) {
			while (true) {
				subscriber.recv();
				hearer.accept(subscriber.recv());
			}
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
				throw ex;
			}
		}
	}

	@Override
	public void send(byte[] payload) {
		this.publisher.send(TOPIC_FRAME, ZMQ.SNDMORE);
		this.publisher.send(payload);
	}

	@Override
	public void close() {
		this.publisher.close();
		// The receiving thread is told and closes its own socket
		this.context.getContext().term();
	}

}
