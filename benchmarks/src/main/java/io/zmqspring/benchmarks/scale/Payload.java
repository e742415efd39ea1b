package io.zmqspring.benchmarks.scale;

import java.nio.ByteBuffer;

/**
 * The 64 bytes of a message: the run it belongs to.
 */
final class Payload {

	private static final int SIZE = 64;

	private Payload() {
	}

	static byte[] of(int run) {
		return ByteBuffer.allocate(SIZE).putInt(run).array();
	}

	static int run(byte[] payload) {
		return (payload[0] & 0xff) << 24 | (payload[1] & 0xff) << 16 | (payload[2] & 0xff) << 8 | payload[3] & 0xff;
	}

}
