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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.condition.OS;
import org.springframework.util.FileSystemUtils;

import io.zmqspring.settings.Endpoint;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The transport between two processes, so that the same test runs with each.
 */
public enum TestTransport {

	/** A port of the loopback interface. */
	TCP {

		@Override
		public String address() {
			return "tcp://127.0.0.1:" + FreePort.find();
		}

	},

	/** A Unix domain socket in a temporary directory, which is removed at the end. */
	IPC {

		@Override
		public String address() {
			assumeFalse(OS.WINDOWS.isCurrentOs(), "This library has no ipc on Windows");
			return "ipc://" + SocketDirectory.nextFile();
		}

	};

	/**
	 * Return an address that a test can bind repeatedly.
	 * @return the address; successive calls return different ones
	 */
	public abstract String address();

	/**
	 * Return an address as the JDK names it.
	 * @param address an address of tcp or ipc
	 * @return the address; the loopback interface for {@code tcp://*}
	 */
	public static SocketAddress socketAddress(String address) {
		Endpoint endpoint = Endpoint.parse(address, null);
		if (endpoint.transport() == Endpoint.Transport.IPC) {
			return UnixDomainSocketAddress.of(endpoint.host());
		}
		return endpoint.isWildcard() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port())
				: new InetSocketAddress(endpoint.host(), endpoint.port());
	}

	/**
	 * Open a channel that can connect to an address.
	 * @param address the address
	 * @return the channel, not connected
	 * @throws IOException if it cannot be opened
	 */
	public static SocketChannel openChannel(SocketAddress address) throws IOException {
		return (address instanceof UnixDomainSocketAddress) ? SocketChannel.open(StandardProtocolFamily.UNIX)
				: SocketChannel.open();
	}

	/**
	 * Connect to an address.
	 * @param address an address of tcp or ipc
	 * @return the channel, connected
	 * @throws IOException if the connection is refused
	 */
	public static SocketChannel connect(String address) throws IOException {
		SocketAddress remote = socketAddress(address);
		SocketChannel channel = openChannel(remote);
		try {
			channel.connect(remote);
			return channel;
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Listen at an address.
	 * @param address an address of tcp or ipc
	 * @param backlog the largest number of connections that wait to be accepted
	 * @return the channel
	 * @throws IOException if the address is in use
	 */
	public static ServerSocketChannel listen(String address, int backlog) throws IOException {
		SocketAddress local = socketAddress(address);
		ServerSocketChannel channel = (local instanceof UnixDomainSocketAddress)
				? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
		try {
			return channel.bind(local, backlog);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Close a channel that listens, and remove its file if it has one.
	 * @param channel the channel
	 * @throws IOException if this is not possible
	 */
	public static void close(ServerSocketChannel channel) throws IOException {
		if (channel.isOpen() && channel.getLocalAddress() instanceof UnixDomainSocketAddress file) {
			Files.deleteIfExists(file.getPath());
		}
		channel.close();
	}

	private static final class SocketDirectory {

		private static final Path DIRECTORY = create();

		private static final AtomicInteger LAST = new AtomicInteger();

		private SocketDirectory() {
		}

		private static Path create() {
			try {
				File directory = Files.createTempDirectory("zmq").toFile();
				Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory)));
				return directory.toPath();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		static Path nextFile() {
			return DIRECTORY.resolve(LAST.incrementAndGet() + ".sock");
		}

	}

}
