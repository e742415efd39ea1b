package io.zmqspring.socket;

/**
 * The socket was closed before or while it was used. Nothing was sent.
 */
@SuppressWarnings("serial")
public class SocketClosedException extends IllegalStateException {

	public SocketClosedException() {
		super("The socket is closed");
	}

}
