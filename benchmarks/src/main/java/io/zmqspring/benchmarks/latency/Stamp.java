/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.benchmarks.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Encodes the 64 bytes of a payload: the number of the run and the intended send time, as
 * from {@link System#nanoTime()}. The process that has sent the message also reads the
 * time.
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
