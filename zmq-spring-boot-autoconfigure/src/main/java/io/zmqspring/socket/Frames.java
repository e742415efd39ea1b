package io.zmqspring.socket;

/**
 * The frames of the message being received. One instance serves all messages of a socket,
 * so it is valid only during {@link FrameSink#onMessage(Frames)} and only on that thread;
 * the frames themselves may be kept. Frames beyond the {@value #KEPT} any wire format
 * knows are counted but not kept.
 */
public final class Frames {

	static final int KEPT = 3;

	private static final byte[] NONE = {};

	private byte[] first = NONE;

	private byte[] second = NONE;

	private byte[] third = NONE;

	private int count;

	private long bytes;

	void clear() {
		this.count = 0;
		this.bytes = 0;
	}

	public void add(byte[] frame) {
		switch (this.count++) {
			case 0 -> this.first = frame;
			case 1 -> this.second = frame;
			case 2 -> this.third = frame;
			default -> {
			}
		}
		this.bytes += frame.length;
	}

	/**
	 * How many frames the message has on the wire.
	 * @return the number, at least 1
	 */
	public int count() {
		return this.count;
	}

	/**
	 * The size of all frames together.
	 * @return bytes
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * One frame.
	 * @param index from 0, less than both {@link #count()} and {@value #KEPT}
	 * @return the frame, not copied
	 */
	public byte[] get(int index) {
		return switch (index) {
			case 0 -> this.first;
			case 1 -> this.second;
			case 2 -> this.third;
			default -> throw new IndexOutOfBoundsException(index);
		};
	}

}
