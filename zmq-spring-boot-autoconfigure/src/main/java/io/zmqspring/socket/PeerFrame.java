package io.zmqspring.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

/**
 * A frame from a peer. The engine gives each frame the metadata of its connection before
 * it passes the frame on, and throws frames away that say they are commands: the place to
 * decide what a peer may send.
 */
final class PeerFrame extends Msg {

	private static final byte[] PEER_ADDRESS = Metadata.PEER_ADDRESS.getBytes(StandardCharsets.US_ASCII);

	// No list of properties: the engine ends a connection that says this in its READY
	private static final byte[] UNREADABLE = new byte[8];

	private final PeerGuard guard;

	private final SocketEvent.@Nullable Kind refusal;

	private FrameMemory.@Nullable Claim claim;

	private boolean decoded;

	private PeerFrame(PeerGuard guard, int size, SocketEvent.@Nullable Kind refusal) {
		super(size);
		this.guard = guard;
		this.refusal = refusal;
	}

	static PeerFrame of(PeerGuard guard, int size) {
		return new PeerFrame(guard, size, null);
	}

	/**
	 * In place of a frame that cannot be taken: the engine throws it away, and its
	 * connection is ended.
	 * @param guard the guard
	 * @param refusal why
	 * @return an empty command
	 */
	static PeerFrame refused(PeerGuard guard, SocketEvent.Kind refusal) {
		PeerFrame frame = new PeerFrame(guard, 0, refusal);
		frame.discard();
		return frame;
	}

	void claim(FrameMemory.Claim memory) {
		this.claim = memory;
	}

	SocketEvent.@Nullable Kind refusal() {
		return this.refusal;
	}

	void discard() {
		setFlags(COMMAND);
	}

	@Override
	public Msg setMetadata(@Nullable Metadata metadata) {
		if (metadata != null) {
			if (this.claim != null) {
				this.claim.release();
			}
			this.guard.arrived(this, metadata);
		}
		return super.setMetadata(metadata);
	}

	/**
	 * The engine asks once to fill the frame, and once more to read the properties of a
	 * READY. Those would replace the address by which the guard knows the connection.
	 * @return the content
	 */
	@Override
	public ByteBuffer buf() {
		ByteBuffer content = super.buf();
		if (this.decoded && getMetadata() == null && contains(content, PEER_ADDRESS)) {
			return ByteBuffer.wrap(UNREADABLE);
		}
		this.decoded = true;
		return content;
	}

	private static boolean contains(ByteBuffer content, byte[] part) {
		ByteBuffer wanted = ByteBuffer.wrap(part);
		for (int i = 0; i + part.length <= content.limit(); i++) {
			if (content.get(i) == part[0] && content.slice(i, part.length).equals(wanted)) {
				return true;
			}
		}
		return false;
	}

}
