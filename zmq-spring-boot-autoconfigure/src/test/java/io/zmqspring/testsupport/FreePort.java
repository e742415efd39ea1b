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

package io.zmqspring.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that a test can bind repeatedly. The ports are below the range from which
 * the system takes the ports of outgoing connections. Otherwise such a connection could
 * take the port while the test has released it, or a connection attempt could connect to
 * itself.
 * <p>
 * Each test process takes its ports from a block of its own, so that two processes never
 * find the same port. A process owns a block while it listens on the first port of the
 * block; it does so until it ends.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	private static final int BLOCKS = 24;

	private static final int BLOCK_SIZE = 500;

	private static final ServerSocket block = claimBlock();

	private static int last = ThreadLocalRandom.current().nextInt(BLOCK_SIZE);

	private FreePort() {
	}

	/**
	 * Find a port. Successive calls return different ports.
	 * @return the port
	 */
	public static synchronized int find() {
		for (int i = 1; i < BLOCK_SIZE; i++) {
			last = last % (BLOCK_SIZE - 1) + 1;
			int port = block.getLocalPort() + last;
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No port is free in the block that begins at " + block.getLocalPort());
	}

	private static ServerSocket claimBlock() {
		int first = ThreadLocalRandom.current().nextInt(BLOCKS);
		for (int i = 0; i < BLOCKS; i++) {
			try {
				return listen(FIRST + (first + i) % BLOCKS * BLOCK_SIZE);
			}
			catch (IOException ex) {
				// Another process owns this block
			}
		}
		throw new IllegalStateException("All blocks of ports are in use; end other test processes");
	}

	private static boolean isFree(int port) {
		try (ServerSocket probe = listen(port)) {
			return probe.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ServerSocket listen(int port) throws IOException {
		return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
	}

}
