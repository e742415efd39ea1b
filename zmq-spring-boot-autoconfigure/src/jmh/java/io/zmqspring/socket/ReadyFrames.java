package io.zmqspring.socket;

/**
 * Makes the frames of a message available as the receiving thread does. Not safe for
 * several threads.
 */
public final class ReadyFrames {

	private final Frames frames = new Frames();

	/**
	 * The frames of a message, valid until the next call.
	 * @param wire the frames as they came
	 * @return the one instance that serves all messages
	 */
	public Frames of(byte[]... wire) {
		this.frames.clear();
		for (byte[] frame : wire) {
			this.frames.add(frame);
		}
		return this.frames;
	}

}
