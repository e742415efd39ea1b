package io.zmqspring.socket;

import io.zmqspring.socket.connection.SocketEvent;

/**
 * Hears the events of a socket, on the housekeeping thread of the context.
 */
@FunctionalInterface
public interface SocketEventListener {

	/**
	 * Called for every event, in order. Must return soon.
	 * @param event the event
	 */
	void onEvent(SocketEvent event);

}
