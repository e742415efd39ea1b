package io.zmqspring.socket;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;

/**
 * The way of a message's second and third frame into a socket. JeroMQ's own looks for
 * commands before every frame, which costs as much as the frame; once per message is
 * enough. Where JeroMQ is a module that is not open, there is only its own way.
 */
final class NextFrame {

	private static final Log logger = LogFactory.getLog(NextFrame.class);

	private static final @Nullable MethodHandle SEND = find();

	private NextFrame() {
	}

	private static @Nullable MethodHandle find() {
		try {
			return MethodHandles.privateLookupIn(SocketBase.class, MethodHandles.lookup())
				.findVirtual(SocketBase.class, "xsend", MethodType.methodType(boolean.class, Msg.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("Frames are sent the slower way: JeroMQ is a module that does not open zmq", ex);
			return null;
		}
	}

	/**
	 * Send a frame. Only for whoever owns the socket and has sent the frame before it.
	 * @param socket the socket
	 * @param frame the frame
	 * @param more whether another one follows
	 * @return whether it is sent, not if there is no room or no such way
	 */
	static boolean send(SocketBase socket, byte[] frame, boolean more) {
		if (SEND == null) {
			return false;
		}
		Msg message = new Msg(frame);
		if (more) {
			message.setFlags(Msg.MORE);
		}
		try {
			return (boolean) SEND.invokeExact(socket, message);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
