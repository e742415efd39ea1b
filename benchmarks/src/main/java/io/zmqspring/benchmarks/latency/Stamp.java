package io.zmqspring.benchmarks.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a message carries in its 64 bytes: the run it belongs to and when it should have
 * been sent, by {@link System#nanoTime()} of the process that reads it again.
 */
final class Stamp {

	private static final int SIZE = 64;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private Stamp() {
	}

	static byte[] of(long run, long intended) {
		byte[] payload = new byte[SIZE];
		LONGS.set(payload, 0, run);
		LONGS.set(payload, Long.BYTES, intended);
		return payload;
	}

	static long run(byte[] payload) {
		return (long) LONGS.get(payload, 0);
	}

	static long intended(byte[] payload) {
		return (long) LONGS.get(payload, Long.BYTES);
	}

}
