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

package io.zmqspring.socket.unix;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.PeerProcess;

/**
 * Another JVM that binds socket files. It sends its name to whoever connects.
 */
final class SocketFileProcess extends PeerProcess {

	private SocketFileProcess(ProcessBuilder builder) {
		super(builder);
	}

	/**
	 * Start a process, without waiting for it.
	 * @param name the name that it sends to peers
	 * @return the process
	 */
	static SocketFileProcess start(String name) {
		return start(List.of(), System.getProperty("java.class.path"), name);
	}

	/**
	 * Start a process, without waiting for it.
	 * @param launcher a command that runs the command after it
	 * @param classPath the class path of the process
	 * @param name the name that it sends to peers
	 * @return the process
	 */
	static SocketFileProcess start(List<String> launcher, String classPath, String name) {
		List<String> command = new ArrayList<>(launcher);
		command.addAll(List.of(JavaCommand.java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-Xmx64m", "-cp", classPath, SocketFileProcess.class.getName(), name));
		return new SocketFileProcess(new ProcessBuilder(command));
	}

	/**
	 * Make the process bind a file, without waiting for it.
	 * @param path the file
	 */
	void bind(Path path) {
		writeLine("bind " + path);
	}

	/**
	 * Send a command and wait for its answer.
	 * @param command bind, connect, access, lost, problem, exhaust or release, and their
	 * arguments
	 * @return {@code done}, or why the command has failed; for access, what is denied;
	 * for lost, whether the file is; for problem, the text of the last failure
	 */
	String execute(String command) {
		writeLine(command);
		return answer();
	}

	/**
	 * Connect to a process, in the calling thread.
	 * @param path the file that the process has bound
	 * @return the name of the process
	 * @throws IOException if the connection fails
	 */
	static String nameOf(Path path) throws IOException {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Run the process until its standard input ends.
	 * @param arguments the name of the process
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		Commands commands = new Commands(arguments[0]);
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			System.out.println(ANSWER_PREFIX + commands.answer(line.split(" ")));
		}
	}

	private static final class Commands {

		private final String name;

		private final List<FileInputStream> descriptors = new ArrayList<>();

		private String problem = "";

		private @Nullable SocketFile file;

		private @Nullable ServerSocketChannel channel;

		Commands(String name) {
			this.name = name;
		}

		String answer(String[] command) {
			try {
				switch (command[0]) {
					case "bind" -> bind(Path.of(command[1]), permissions(command));
					case "connect" -> connect(Path.of(command[1]));
					case "release" -> release();
					case "exhaust" -> exhaust();
					case "access" -> {
						return String.valueOf(SocketAccess.denied(Path.of(command[1])));
					}
					case "problem" -> {
						return this.problem;
					}
					case "lost" -> {
						return String.valueOf(this.file != null && this.file.isLost());
					}
					default -> throw new IllegalArgumentException(command[0]);
				}
				return "done";
			}
			catch (SocketFileException ex) {
				this.problem = ex.problem();
				return ex.reason().name();
			}
			catch (IOException ex) {
				return ex.getClass().getSimpleName();
			}
		}

		private static @Nullable Set<PosixFilePermission> permissions(String[] command) {
			return (command.length > 2) ? PosixFilePermissions.fromString(command[2]) : null;
		}

		private void bind(Path path, @Nullable Set<PosixFilePermission> permissions) throws IOException {
			SocketFile bound = SocketFile.at(path, permissions);
			ServerSocketChannel opened = bound.bind(100);
			this.file = bound;
			this.channel = opened;
			Thread acceptor = new Thread(() -> sendName(opened), "acceptor");
			acceptor.setDaemon(true);
			acceptor.start();
		}

		private void sendName(ServerSocketChannel bound) {
			while (bound.isOpen()) {
				try (SocketChannel peer = bound.accept()) {
					peer.write(ByteBuffer.wrap(this.name.getBytes(StandardCharsets.UTF_8)));
				}
				catch (IOException ex) {
					// The channel was closed, or the peer was only a probe
				}
			}
		}

		private static void connect(Path path) throws IOException {
			try (SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
				peer.connect(UnixDomainSocketAddress.of(path));
			}
		}

		// The process has no more descriptors until the next release
		private void exhaust() {
			try {
				while (true) {
					this.descriptors.add(new FileInputStream("/dev/null"));
				}
			}
			catch (FileNotFoundException ex) {
				System.err.println(ex.getMessage());
			}
		}

		private void release() throws IOException {
			for (FileInputStream descriptor : this.descriptors) {
				descriptor.close();
			}
			this.descriptors.clear();
			if (this.file != null && this.channel != null) {
				this.file.release();
				this.channel.close();
			}
		}

	}

}
