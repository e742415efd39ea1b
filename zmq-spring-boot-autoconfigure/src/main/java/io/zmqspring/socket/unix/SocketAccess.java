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

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what keeps the user of this process from connecting to a socket file.
 *
 * @since 0.1
 */
public final class SocketAccess {

	private SocketAccess() {
	}

	/**
	 * Return what the user lacks the permission for. Does not connect.
	 * @param path the socket file
	 * @return what the user may not do, such as {@code write to /x/s}; {@code null} if it
	 * may connect, and if there is no file
	 */
	public static @Nullable String denied(Path path) {
		try {
			Files.readAttributes(path, BasicFileAttributes.class);
			return Files.isWritable(path) ? null : "write to " + path;
		}
		catch (AccessDeniedException ex) {
			return "enter the directory of " + path;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Return why no program can listen at a path. Does not connect.
	 * @param path the path
	 * @return a phrase that follows the path, such as {@code exists and is not a socket};
	 * {@code null} if there is no file, or a socket
	 */
	public static @Nullable String problem(Path path) {
		try {
			return StaleFile.isSocket(path.toRealPath()) ? null : "exists and is not a socket";
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Return why a program that has a socket at a path cannot be reached.
	 * @param path the path
	 * @param failure the exception of a connection
	 * @return a phrase that follows the path; {@code null} if nobody listens there, if
	 * the user lacks the permission, or if there is no socket
	 */
	public static @Nullable String problem(Path path, Exception failure) {
		if (!(failure instanceof SocketException) || failure instanceof ConnectException
				|| failure instanceof BindException) {
			return null;
		}
		try {
			return StaleFile.isSocket(path.toRealPath()) ? "cannot be connected to (" + failure.getMessage() + ")"
					: null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
