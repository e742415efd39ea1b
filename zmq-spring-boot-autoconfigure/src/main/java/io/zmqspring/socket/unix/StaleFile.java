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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.zmqspring.socket.unix.SocketFileException.Reason;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Interrupts;

/**
 * Removes the socket file of a program that has ended without removing it. A file counts
 * as stale if nobody accepts connections there at two times, and if it has not changed in
 * between.
 */
final class StaleFile {

	private static final int TYPE_MASK = 0170000;

	private static final int SOCKET_TYPE = 0140000;

	// A new socket refuses connections until its program listens
	private static final long YOUNG_MILLIS = 1000;

	// Other systems, such as macOS, also refuse connections while a backlog is full
	private static final Duration FULL_BACKLOG = Duration.ofSeconds(2);

	private static final int LEAST_PAUSE_MILLIS = 20;

	private static final int MOST_PAUSE_MILLIS = 120;

	private StaleFile() {
	}

	/**
	 * Whether the file at a path is a socket that nobody listens on.
	 * @param path the path
	 * @return {@code false} if there is no file, or one that is not a socket
	 * @throws SocketFileException if a program listens there, or may be listening there
	 * @throws IOException if the file cannot be examined
	 */
	static boolean isAt(Path path) throws IOException {
		if (FileIdentity.at(path) == null || !isSocket(path)) {
			return false;
		}
		checkRefused(path);
		return true;
	}

	/**
	 * Remove the file at a path if it is a stale socket. Waits up to one second, and two
	 * seconds longer on systems other than Linux.
	 * @param path the path
	 * @throws SocketFileException if a program listens there, or may be listening there,
	 * or if the file cannot be removed
	 * @throws IOException if the file cannot be examined
	 */
	static void remove(Path path) throws IOException {
		remove(path, System.getProperty("os.name", ""));
	}

	/**
	 * Remove the file at a path as {@link #remove(Path)} does.
	 * @param path the path
	 * @param system the name of the operating system, as in {@code os.name}
	 * @throws IOException as there
	 */
	static void remove(Path path, String system) throws IOException {
		FileIdentity seen = FileIdentity.at(path);
		if (seen == null || !isAt(path)) {
			return;
		}
		pause(millisUntilOld(seen));
		checkRefused(path);
		Deadline deadline = Deadline.in(system.startsWith("Linux") ? Duration.ZERO : FULL_BACKLOG);
		while (!deadline.hasPassed()) {
			pause(0);
			checkRefused(path);
		}
		try {
			seen.deleteAt(path);
		}
		catch (IOException ex) {
			throw new SocketFileException(Reason.NOT_PERMITTED, path,
					"cannot remove the file of a socket that is not used", ex);
		}
	}

	/**
	 * Whether the file at a path is a socket. A symbolic link is not.
	 * @param path the path
	 * @return {@code true} for a socket
	 * @throws IOException if there is no file, or if it cannot be examined
	 */
	static boolean isSocket(Path path) throws IOException {
		BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		if (!file.isOther()) {
			return false;
		}
		int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
		return (mode & TYPE_MASK) == SOCKET_TYPE;
	}

	private static long millisUntilOld(FileIdentity file) {
		long age = System.currentTimeMillis() - file.modified().toMillis();
		return Math.min(YOUNG_MILLIS - age, YOUNG_MILLIS);
	}

	// Several programs that start together should not all look at the same times
	private static void pause(long leastMillis) {
		long random = ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS);
		Deadline deadline = Deadline.inNanos(Math.max(leastMillis, random) * 1_000_000);
		Interrupts.<Void>defer(() -> {
			Thread.sleep(deadline.millisLeft() + 1);
			return null;
		});
	}

	// A refused connection means that nobody listens. All other failures, such as a full
	// backlog on Linux, mean that somebody may
	private static void checkRefused(Path path) throws SocketFileException {
		SocketChannel probe = open(path);
		try (probe) {
			probe.configureBlocking(false);
			probe.connect(UnixDomainSocketAddress.of(path));
		}
		catch (ConnectException ex) {
			return;
		}
		catch (BindException ex) {
			throw new SocketFileException(Reason.NOT_PERMITTED, path, "cannot find out whether the socket is in use",
					ex);
		}
		catch (IOException ex) {
			throw new SocketFileException(Reason.IN_USE, path,
					"a program may be listening there (" + ex.getMessage() + ")", ex);
		}
		throw new SocketFileException(Reason.IN_USE, path, "another program or another role listens there already",
				null);
	}

	private static SocketChannel open(Path path) throws SocketFileException {
		try {
			return SocketChannel.open(StandardProtocolFamily.UNIX);
		}
		catch (IOException ex) {
			throw new SocketFileException(Reason.OTHER, path,
					"cannot find out whether a program listens there (" + ex.getMessage() + ")", ex);
		}
	}

}
