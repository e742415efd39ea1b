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

package io.zmqspring.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The path of a Unix domain socket: whether Java can bind or connect to it, and which
 * file it names.
 *
 * @since 0.1
 */
public final class SocketPath {

	// The JDK needs two of the bytes of sockaddr_un.sun_path: 108 on Linux, 104 on macOS
	private static final int LONGEST_ON_LINUX = 106;

	private static final int LONGEST_ELSEWHERE = 102;

	private static final String EXAMPLE = "ipc:///run/app/events";

	private SocketPath() {
	}

	/**
	 * Say why a path cannot be used on this system.
	 * @param path the path, {@code *} for a new one
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	public static @Nullable Refusal refusal(String path) {
		return refusal(path, System.getProperty("os.name", ""));
	}

	/**
	 * Say why a path cannot be used.
	 * @param path the path
	 * @param system the name of the operating system, as in {@code os.name}
	 * @return what is wrong with it, {@code null} if nothing is
	 */
	static @Nullable Refusal refusal(String path, String system) {
		String os = system.toLowerCase(Locale.ROOT);
		if (os.startsWith("windows")) {
			return new Refusal("uses ipc, which is not supported on Windows",
					"Write tcp://127.0.0.1:<port>, or inproc://<name> within one application.");
		}
		if (path.isBlank()) {
			return new Refusal("has no path", "Write ipc:///<path>, for example " + EXAMPLE + ".");
		}
		if (path.startsWith("@")) {
			return new Refusal("names an abstract socket, which Java cannot open",
					"Write the path of a file, with three slashes, and use it in the peers too: " + EXAMPLE + ".");
		}
		if (path.endsWith("/")) {
			return new Refusal("ends with a slash, so it names a directory",
					"Write the path of a file, for example " + EXAMPLE + ".");
		}
		int bytes = bytes(path);
		int longest = longest(system);
		if (bytes > longest) {
			return new Refusal("has a path of " + bytes + " bytes, and Java takes " + longest,
					"Write a shorter path, for example " + EXAMPLE + ".");
		}
		return invalid(path);
	}

	/**
	 * How long a path may be.
	 * @param system the name of the operating system, as in {@code os.name}
	 * @return a number of bytes
	 */
	public static int longest(String system) {
		return system.toLowerCase(Locale.ROOT).startsWith("linux") ? LONGEST_ON_LINUX : LONGEST_ELSEWHERE;
	}

	/**
	 * How long a path is.
	 * @param path the path
	 * @return a number of bytes
	 */
	public static int bytes(String path) {
		return path.getBytes(StandardCharsets.UTF_8).length;
	}

	private static @Nullable Refusal invalid(String path) {
		try {
			Path.of(path);
			return null;
		}
		catch (InvalidPathException ex) {
			return new Refusal("has a path that this system does not accept: " + ex.getReason(),
					"Write a path of letters, digits, dashes and slashes, for example " + EXAMPLE + ".");
		}
	}

	/**
	 * Return the file that a path names.
	 * @param path a path that can be used, relative to the working directory if it does
	 * not begin with a slash
	 * @return the absolute path without {@code .} and {@code ..}; links are not resolved
	 */
	public static Path absolute(String path) {
		return Path.of(path).toAbsolutePath().normalize();
	}

	/**
	 * Why a path cannot be used.
	 *
	 * @param problem what is wrong, as a phrase that follows the address
	 * @param action what to write instead, as a sentence
	 */
	public record Refusal(String problem, String action) {

	}

}
