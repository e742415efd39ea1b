package io.zmqspring.socket.connection;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Connects a socket anew, done by its owner. Subscriptions belong to the socket and are
 * sent again; messages queued for the connection before are lost with it.
 *
 * @param socket the socket
 * @param before what it was told to connect to, {@code null} if nothing
 * @param address what to connect to
 * @param failed hears if that cannot be done
 */
public record Redial(ZMQ.Socket socket, @Nullable String before, String address,
		Consumer<Exception> failed) implements Runnable {

	@Override
	public void run() {
		String dialled = this.before;
		try {
			if (dialled != null) {
				Uninterrupted.call(this.socket, (current) -> current.disconnect(dialled));
			}
			Uninterrupted.call(this.socket, (current) -> current.connect(this.address));
		}
		catch (RuntimeException ex) {
			// JeroMQ has exceptions of its own for selectors and channels, too
			this.failed.accept(ex);
		}
	}

}
