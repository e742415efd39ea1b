package io.zmqspring.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What has gone through a socket in one direction. Only whoever owns the socket at the
 * moment counts, so that counting costs two writes and no contention; any thread may
 * read, a moment behind.
 */
public final class Traffic {

	private static final VarHandle MESSAGES = field("messages");

	private static final VarHandle BYTES = field("bytes");

	private long messages;

	private long bytes;

	private static VarHandle field(String name) {
		try {
			return MethodHandles.lookup().findVarHandle(Traffic.class, name, long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	void add(long size) {
		MESSAGES.setOpaque(this, this.messages + 1);
		BYTES.setOpaque(this, this.bytes + size);
	}

	/**
	 * How many messages have gone through.
	 * @return the number
	 */
	public long messages() {
		return (long) MESSAGES.getOpaque(this);
	}

	/**
	 * The size of all their frames together.
	 * @return bytes
	 */
	public long bytes() {
		return (long) BYTES.getOpaque(this);
	}

}
