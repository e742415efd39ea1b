package io.zmqspring.socket;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * Reads whole messages off a JeroMQ socket, whoever interrupts or wakes the thread
 * meanwhile. Used by the thread that owns the socket only.
 */
final class FrameReader {

	private final SocketBase base;

	private final AtomicBoolean woken;

	FrameReader(SocketBase base, AtomicBoolean woken) {
		this.base = base;
		this.woken = woken;
	}

	/**
	 * Wait for a message.
	 * @param frames takes its frames
	 * @return {@code false} if woken or interrupted before there was one
	 */
	boolean read(Frames frames) {
		return read(frames, 0);
	}

	/**
	 * Read a message that has arrived already.
	 * @param frames takes its frames
	 * @return {@code false} if there is none
	 */
	boolean readArrived(Frames frames) {
		return read(frames, ZMQ.DONTWAIT);
	}

	private boolean read(Frames frames, int flags) {
		Msg message = next(flags);
		if (message == null) {
			return false;
		}
		frames.clear();
		frames.add(message.data());
		boolean more = message.hasMore();
		while (more) {
			// The rest of a message is there already; null only means a wake-up or an
			// interrupt
			message = next(flags);
			if (message != null) {
				frames.add(message.data());
				more = message.hasMore();
			}
		}
		return true;
	}

	private @Nullable Msg next(int flags) {
		Msg message = this.base.recv(flags, this.woken);
		if (message == null) {
			int errno = this.base.errno();
			// EINTR: somebody interrupted a handler; JeroMQ has consumed the interrupt
			if (errno != ZError.ECANCELED && errno != ZError.EINTR && errno != ZError.EAGAIN) {
				throw new ZMQException(errno);
			}
		}
		return message;
	}

}
