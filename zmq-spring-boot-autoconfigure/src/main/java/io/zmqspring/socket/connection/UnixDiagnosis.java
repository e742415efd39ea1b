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

package io.zmqspring.socket.connection;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.unix.UnixTransport;
import io.zmqspring.socket.unix.SocketAccess;
import io.zmqspring.socket.unix.SocketFileException;

/**
 * Explains why an ipc endpoint cannot be bound or connected.
 */
final class UnixDiagnosis {

	private static final String OTHER_PATH = "choose another path";

	private static final String NEW_PATH = "Set the system property java.io.tmpdir to another directory, or write a path: ipc:///<path>";

	private UnixDiagnosis() {
	}

	/**
	 * Explain that the engine has no Unix domain sockets.
	 * @param endpoint the endpoint
	 * @return the exception to throw
	 */
	static SocketOpenException unavailable(Endpoint endpoint) {
		return new SocketOpenException(
				"Cannot use " + endpoint + ": JeroMQ is a module that does not open its packages",
				UnixTransport.action(), null);
	}

	/**
	 * Explain why an endpoint cannot be bound.
	 * @param endpoint the endpoint
	 * @param failure the exception of the socket file
	 * @return the exception to throw
	 */
	static SocketOpenException bindFailed(Endpoint endpoint, SocketFileException failure) {
		Path path = failure.path().toAbsolutePath();
		String problem = switch (failure.reason()) {
			case IN_USE, TOO_LONG -> failure.problem();
			case NOT_A_SOCKET -> path + " exists and is not a socket";
			case NO_DIRECTORY -> noDirectory(path);
			case NOT_PERMITTED -> notPermitted(path);
			case OTHER -> failure.problem() + (endpoint.isNewPath() ? " (" + path + ")" : "");
		};
		return new SocketOpenException("Cannot bind " + endpoint + ": " + problem,
				endpoint.isNewPath() ? NEW_PATH : action(failure, path), failure);
	}

	private static String action(SocketFileException failure, Path path) {
		return switch (failure.reason()) {
			case IN_USE -> "Find it with: " + PortOwner.command(System.getProperty("os.name", ""), path)
					+ ". Stop it, or " + OTHER_PATH;
			case NOT_A_SOCKET -> "Remove it if nobody needs it, or " + OTHER_PATH;
			case NO_DIRECTORY ->
				Files.exists(parent(path)) ? "Choose another path" : "Create it, or " + absolute(failure);
			case NOT_PERMITTED ->
				exists(path) ? "If no program listens there, remove it as its owner; otherwise " + OTHER_PATH
						: "Choose a directory that user '" + user() + "' may write to";
			case TOO_LONG -> "Choose a shorter path, or, on Linux, start this application with the umask 022";
			case OTHER -> "Correct that, or " + OTHER_PATH;
		};
	}

	private static String noDirectory(Path path) {
		return Files.exists(parent(path)) ? parent(path) + " is not a directory"
				: "the directory " + parent(path) + " does not exist";
	}

	private static String absolute(SocketFileException failure) {
		return failure.path().isAbsolute() ? OTHER_PATH
				: "write an absolute path, with three slashes: ipc:///" + failure.path();
	}

	private static String notPermitted(Path path) {
		return "user '" + user() + "' may not "
				+ (exists(path) ? "connect to or replace the socket " + path : "create a file in " + parent(path));
	}

	private static boolean exists(Path path) {
		return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
	}

	private static Path parent(Path path) {
		Path parent = path.getParent();
		return (parent != null) ? parent : path;
	}

	private static String user() {
		return System.getProperty("user.name", "");
	}

	/**
	 * Explain why an endpoint cannot be connected, although there is a file. Does not
	 * connect.
	 * @param endpoint an endpoint to which the engine could not connect
	 * @param failure what the engine has found out about the file, a phrase that follows
	 * the path
	 * @return a problem and what to do about it, without a full stop; {@code null} if
	 * nobody listens there yet
	 */
	static @Nullable String connectProblem(Endpoint endpoint, @Nullable String failure) {
		Path path = endpoint.path();
		String denied = SocketAccess.denied(path);
		if (denied != null) {
			return notPermitted(endpoint, denied);
		}
		String noSocket = SocketAccess.problem(path);
		String problem = (noSocket != null) ? noSocket : failure;
		return (problem != null) ? "Cannot connect to " + endpoint + ": " + path + " " + problem
				+ ". Remove it if nobody needs it, or choose the path that the other side binds" : null;
	}

	static String notPermitted(Endpoint endpoint, String denied) {
		return "Cannot connect to " + endpoint + ": user '" + user() + "' may not " + denied
				+ ". Set socket.ipc-permissions where it is bound, for example to rw-rw----, or run both programs as the same user";
	}

	/**
	 * Explain that there is no directory for a file that the other side binds.
	 * @param endpoint an endpoint to which the engine could not connect
	 * @return a problem without a full stop, {@code null} if there is the directory
	 */
	static @Nullable String missingDirectory(Endpoint endpoint) {
		Path path = endpoint.path();
		return Files.isDirectory(parent(path)) ? null : "Cannot connect to " + endpoint + ": " + noDirectory(path);
	}

}
