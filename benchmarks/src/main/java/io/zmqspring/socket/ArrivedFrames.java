package io.zmqspring.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

/**
 * Makes the frames of one peer as the engine does: allocated, filled, given the metadata
 * of their connection. Not safe for several threads.
 */
public final class ArrivedFrames {

	private final Metadata metadata = new Metadata();

	private final MsgAllocator allocator;

	/** Where the decoder of the engine keeps it, so that it is really made. */
	private ByteBuffer filling = ByteBuffer.allocate(0);

	private ArrivedFrames(MsgAllocator allocator) {
		this.allocator = allocator;
		this.metadata.put(Metadata.PEER_ADDRESS, "127.0.0.1:50000");
	}

	/**
	 * Frames of a socket of the starter, guarded.
	 * @return the source
	 */
	public static ArrivedFrames guarded() {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:5555", null)), false, 1000,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS);
		PeerGuard guard = new PeerGuard(PeerLimits.of(PeerRule.MESSAGES, settings), false, FrameMemory.SHARED,
				new EventHook((event) -> {
				}));
		return new ArrivedFrames(guard.allocator(settings.tuning().maxMessageSize().toBytes()));
	}

	/**
	 * Frames of a socket of JeroMQ alone.
	 * @return the source
	 */
	public static ArrivedFrames plain() {
		return new ArrivedFrames(Msg::new);
	}

	/**
	 * A frame that has arrived.
	 * @param content copied into it
	 * @param more whether another one of the same message follows
	 * @return the frame
	 */
	public Msg next(byte[] content, boolean more) {
		Msg frame = this.allocator.allocate(content.length);
		this.filling = frame.buf();
		this.filling.put(content);
		if (more) {
			frame.setFlags(Msg.MORE);
		}
		return frame.setMetadata(this.metadata);
	}

}
