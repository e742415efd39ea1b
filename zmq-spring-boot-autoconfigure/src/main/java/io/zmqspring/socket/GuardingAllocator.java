package io.zmqspring.socket;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates frames on the heap and refuses sizes that JeroMQ 0.6.0 lets through to its
 * allocator: a negative length in a frame header would otherwise make the I/O thread spin
 * or die for ever, before any authentication (JeroMQ issue 1005, CVE-2019-6250). Such a
 * frame becomes an empty command, which the session throws away.
 */
final class GuardingAllocator implements MsgAllocator {

	private final long maxSize;

	GuardingAllocator(long maxSize) {
		this.maxSize = maxSize;
	}

	@Override
	public Msg allocate(int size) {
		if (size < 0 || size > this.maxSize) {
			Msg discarded = new Msg(0);
			discarded.setFlags(Msg.COMMAND);
			return discarded;
		}
		return new Msg(size);
	}

}
