package io.zmqspring.socket;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * Reads whole messages off a socket. Used by the thread that owns the socket.
 */
final class FrameReader {

	private final Frames frames = new Frames();

	private final SocketBase base;

	private final AtomicBoolean woken;

	/**
	 * Create a reader.
	 * @param base the socket
	 * @param woken set to interrupt a wait
	 */
	FrameReader(SocketBase base, AtomicBoolean woken) {
		this.base = base;
		this.woken = woken;
	}

	/**
	 * Wait for a message and read it.
	 * @return its frames, valid until the next call; {@code null} if woken
	 */
	@Nullable Frames read() {
		Msg message = receive();
		if (message == null) {
			return null;
		}
		this.frames.clear();
		this.frames.add(message.data());
		boolean more = message.hasMore();
		while (more) {
			// The rest of a message is there already; null only means a wake-up or an
			// interrupt
			message = receive();
			if (message != null) {
				this.frames.add(message.data());
				more = message.hasMore();
			}
		}
		return this.frames;
	}

	private @Nullable Msg receive() {
		Msg message = this.base.recv(0, this.woken);
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
