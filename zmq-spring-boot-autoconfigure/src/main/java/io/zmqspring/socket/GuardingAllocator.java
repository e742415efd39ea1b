package io.zmqspring.socket;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates frames on the heap and refuses sizes that JeroMQ 0.6.0 lets through to its
 * allocator: a negative length in a frame header would otherwise make the I/O thread spin
 * or die for ever, before any authentication (JeroMQ issue 1005, CVE-2019-6250).
 */
final class GuardingAllocator implements MsgAllocator {

	private final PeerGuard guard;

	private final FrameMemory memory;

	private final long maxSize;

	GuardingAllocator(PeerGuard guard, FrameMemory memory, long maxSize) {
		this.guard = guard;
		this.memory = memory;
		this.maxSize = maxSize;
	}

	@Override
	public Msg allocate(int size) {
		if (size < 0 || size > this.maxSize) {
			return PeerFrame.refused(this.guard, SocketEvent.Kind.MALFORMED);
		}
		return (size <= FrameMemory.SMALL) ? PeerFrame.of(this.guard, size) : allocateLarge(size);
	}

	private Msg allocateLarge(int size) {
		if (!this.memory.take(size)) {
			return PeerFrame.refused(this.guard, SocketEvent.Kind.NO_MEMORY);
		}
		try {
			PeerFrame frame = PeerFrame.of(this.guard, size);
			this.memory.tie(frame, size);
			return frame;
		}
		catch (OutOfMemoryError ex) {
			// Thrown on, it would end the I/O thread and every socket with it
			this.memory.giveBack(size);
			return PeerFrame.refused(this.guard, SocketEvent.Kind.NO_MEMORY);
		}
	}

}
