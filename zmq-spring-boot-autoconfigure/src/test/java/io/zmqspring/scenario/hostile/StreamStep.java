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

package io.zmqspring.scenario.hostile;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.testsupport.RawConnection;

/**
 * One action of a hostile peer.
 */
@FunctionalInterface
interface StreamStep {

	void play(RawConnection connection) throws IOException;

	/**
	 * Write bytes in pieces, with a pause after each.
	 * @param bytes the bytes
	 * @param piece the size of a piece in bytes
	 * @param pauseMicros the pause in microseconds
	 * @return the step
	 */
	static StreamStep write(byte[] bytes, int piece, int pauseMicros) {
		return (connection) -> {
			OutputStream out = connection.out();
			for (int from = 0; from < bytes.length; from += piece) {
				out.write(bytes, from, Math.min(piece, bytes.length - from));
				if (pauseMicros > 0) {
					LockSupport.parkNanos(1000L * pauseMicros);
				}
			}
		};
	}

	static StreamStep pause(int millis) {
		return (connection) -> LockSupport.parkNanos(1_000_000L * millis);
	}

	/**
	 * Read the greeting and the READY command of the target, so that the next bytes are
	 * traffic. Times out after 200 ms.
	 * @return the step
	 */
	static StreamStep awaitReady() {
		return (connection) -> {
			connection.setTimeout(200);
			try {
				readReady(connection.in());
			}
			catch (SocketTimeoutException ex) {
				// The target does not answer; go on all the same
			}
		};
	}

	static void readReady(InputStream in) throws IOException {
		DataInputStream data = new DataInputStream(in);
		data.readFully(new byte[Zmtp.GREETING_SIZE]);
		data.readUnsignedByte();
		data.readFully(new byte[data.readUnsignedByte()]);
	}

	static StreamStep halfClose() {
		return RawConnection::halfClose;
	}

	static StreamStep reset() {
		return RawConnection::reset;
	}

}
