package io.zmqspring.role;

import io.zmqspring.message.WireFormat;
import io.zmqspring.socket.PublishingSocket;

/**
 * A topic to publish to, and whether anybody listens to it.
 */
final class OutboundTopic {

	private final String name;

	private final byte[] bytes;

	private final byte[] start;

	private volatile long audience = -1;

	OutboundTopic(String name, byte[] bytes, WireFormat wireFormat) {
		this.name = name;
		this.bytes = bytes;
		this.start = (wireFormat == WireFormat.SINGLE_FRAME) ? WireFormat.join(bytes, new byte[0]) : bytes;
	}

	String name() {
		return this.name;
	}

	/**
	 * The topic as it stands in a message.
	 * @return the bytes, shared: not to be changed
	 */
	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Whether anybody has subscribed to this topic until now. While somebody has, this is
	 * two reads.
	 * @param socket that publishes
	 * @return {@code true} if at least one peer would receive a message
	 */
	boolean isHeard(PublishingSocket socket) {
		if (isHeardAsOf(socket, socket.subscriptionsVersion())) {
			return true;
		}
		socket.drain();
		return isHeardAsOf(socket, socket.subscriptionsVersion());
	}

	// The version and the answer in one, so that they are read together
	private boolean isHeardAsOf(PublishingSocket socket, int version) {
		long known = this.audience;
		if (known >>> 1 == Integer.toUnsignedLong(version)) {
			return (known & 1) == 1;
		}
		boolean heard = socket.hasSubscriber(this.start);
		this.audience = Integer.toUnsignedLong(version) << 1 | (heard ? 1 : 0);
		return heard;
	}

}
