package io.zmqspring.socket;

import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * Writes single frames to a socket. Belongs to whoever holds the socket.
 */
final class FrameWriter {

	private final SocketBase base;

	FrameWriter(SocketBase base) {
		this.base = base;
	}

	/**
	 * Write a frame. An interrupt of the caller does not hinder it, and is kept.
	 * @param frame the frame, not to be changed afterwards
	 * @param flags those of JeroMQ
	 * @return whether ZeroMQ took it; {@code false} when its queue stayed full
	 * @throws SocketClosedException if the socket is closed
	 */
	boolean write(byte[] frame, int flags) {
		boolean interrupted = false;
		try {
			while (!this.base.send(new Msg(frame), flags)) {
				int errno = this.base.errno();
				if (errno == ZError.EAGAIN) {
					return false;
				}
				if (errno == ZError.ETERM) {
					throw new SocketClosedException();
				}
				if (errno != ZError.EINTR) {
					throw new IllegalStateException("ZeroMQ refused the message", new ZMQException(errno));
				}
				// JeroMQ has consumed the interrupt; the same frame must follow or the
				// message is torn
				interrupted = true;
			}
			return true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
