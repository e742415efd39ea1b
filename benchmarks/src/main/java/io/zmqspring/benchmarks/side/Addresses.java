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

package io.zmqspring.benchmarks.side;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Finds free addresses. The files of {@code ipc} addresses are in a temporary directory,
 * which is deleted at the end.
 */
final class Addresses implements AutoCloseable {

	private @Nullable Path directory;

	private int files;

	/**
	 * Find an address.
	 * @param transport the transport
	 * @return an address at which nobody listens; its {@link Load#secondAddress()} is
	 * free too
	 */
	String next(Transport transport) throws IOException {
		return switch (transport) {
			case TCP -> "tcp://127.0.0.1:" + freePort();
			case IPC -> "ipc://" + directory().resolve("peer-" + ++this.files);
			case INPROC -> "inproc://bench";
		};
	}

	private Path directory() throws IOException {
		Path created = (this.directory != null) ? this.directory : Files.createTempDirectory("zmq-bench");
		this.directory = created;
		return created;
	}

	private static int freePort() throws IOException {
		while (true) {
			try (ServerSocket socket = new ServerSocket(0)) {
				if (isFree(socket.getLocalPort() + 1)) {
					return socket.getLocalPort();
				}
			}
		}
	}

	private static boolean isFree(int port) {
		try {
			new ServerSocket(port).close();
			return true;
		}
		catch (IOException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
