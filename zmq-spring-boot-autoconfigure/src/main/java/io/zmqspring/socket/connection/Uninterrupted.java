package io.zmqspring.socket.connection;

import java.util.function.Predicate;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * Calls that JeroMQ gives up, before it has done anything, when the caller is
 * interrupted: binding, connecting and their opposites.
 */
public final class Uninterrupted {

	private Uninterrupted() {
	}

	/**
	 * Make the call until it is not interrupted. An interrupt is restored afterwards.
	 * @param socket the socket
	 * @param call the call, which tells by {@code false} or an exception that it failed
	 * @throws ZMQException if it fails for another reason
	 */
	public static void call(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
		boolean interrupted = Thread.interrupted();
		try {
			while (isGivenUp(socket, call)) {
				interrupted = true;
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static boolean isGivenUp(ZMQ.Socket socket, Predicate<ZMQ.Socket> call) {
		try {
			return !call.test(socket) && socket.errno() == ZError.EINTR;
		}
		catch (ZMQException ex) {
			if (ex.getErrorCode() == ZError.EINTR) {
				return true;
			}
			throw ex;
		}
	}

}
