package io.zmqspring.socket;

/**
 * Takes what a {@link ReceivingSocket} receives. Called on the socket's own thread, one
 * message at a time, in the order of arrival; only {@link #onAbandoned} is called on
 * another one.
 */
public interface FrameSink {

	/**
	 * Take one message. Not returning holds up the socket, which is how back-pressure
	 * reaches the sender. An exception costs this message only.
	 * @param frames the frames, valid during this call
	 */
	void onMessage(Frames frames);

	/**
	 * A message that had arrived, but was not taken before the socket was closed. It is
	 * lost unless this does something about it.
	 * @param frames the frames, valid during this call
	 */
	default void onUnread(Frames frames) {
	}

	/**
	 * A message that had arrived when the socket was closed, while a call of
	 * {@link #onMessage} did not return. It is lost; it is not to be handled any more.
	 * @param frames the frames, valid during this call
	 */
	default void onAbandoned(Frames frames) {
	}

	/**
	 * The receiving thread has ended without having been asked to. The socket is closed.
	 * @param cause why
	 */
	void onFailure(Throwable cause);

}
