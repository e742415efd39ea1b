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
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.unix.SocketFileException.Reason;
import io.zmqspring.support.SocketPath;

/**
 * Binds a socket whose file has given permissions from the beginning: before the file has
 * them, no other user can connect.
 * <p>
 * Java cannot set the umask. If the umask is strict enough, only the owner may connect to
 * the new file until its permissions are set. Otherwise, and if the umask is not known,
 * the socket is bound in a private directory beside the path, gets its permissions there,
 * and is then linked to the path. The system goes on to list such a socket under its
 * first path, which has six bytes more and ends with the same name.
 */
final class RestrictedFile {

	private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

	private static final String UMASK = "Umask:";

	private static final int LONGER_ASIDE = "/.zabc".length();

	private static final int GROUP_WRITE = 020;

	private static final int OTHERS_WRITE = 02;

	private RestrictedFile() {
	}

	/**
	 * Bind a channel.
	 * @param channel the channel
	 * @param backlog the number of connections that may wait to be accepted
	 * @param path the path of the file
	 * @param permissions the permissions of the file
	 * @return the file
	 * @throws IOException if there is a file at the path, or if another step fails; there
	 * is no new file then
	 */
	static FileIdentity bind(ServerSocketChannel channel, int backlog, Path path, Set<PosixFilePermission> permissions)
			throws IOException {
		String umask = umask();
		if (umask != null && isEnforced(Integer.parseInt(umask, 8), permissions)) {
			return bindAt(channel, backlog, path, permissions);
		}
		checkLength(path, umask);
		return bindAside(channel, backlog, path, permissions);
	}

	private static void checkLength(Path path, @Nullable String umask) throws SocketFileException {
		int bytes = SocketPath.bytes(path.toString());
		int longest = SocketPath.longest(System.getProperty("os.name", "")) - LONGER_ASIDE;
		if (bytes > longest) {
			throw new SocketFileException(Reason.TOO_LONG, path,
					"the path has " + bytes + " bytes and may have " + longest
							+ ": the file must be created in a directory beside it, because "
							+ ((umask != null) ? "the umask " + umask + " allows more than the configured permissions"
									: "the umask is not known"),
					null);
		}
	}

	private static FileIdentity bindAside(ServerSocketChannel channel, int backlog, Path path,
			Set<PosixFilePermission> permissions) throws IOException {
		Path name = path.getFileName();
		if (name == null) {
			throw new FileAlreadyExistsException(path.toString());
		}
		Path directory = newDirectoryBeside(path);
		try {
			Path file = directory.resolve(name);
			FileIdentity bound = bindAt(channel, backlog, file, permissions);
			try {
				Files.createLink(path, file);
				return bound;
			}
			finally {
				Files.delete(file);
			}
		}
		finally {
			Files.delete(directory);
		}
	}

	// A short name, because the path of a socket must be short
	private static Path newDirectoryBeside(Path path) throws IOException {
		while (true) {
			int number = ThreadLocalRandom.current()
				.nextInt(Character.MAX_RADIX * Character.MAX_RADIX,
						Character.MAX_RADIX * Character.MAX_RADIX * Character.MAX_RADIX);
			Path directory = path.resolveSibling(".z" + Integer.toString(number, Character.MAX_RADIX));
			try {
				return Files.createDirectory(directory,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			}
			catch (FileAlreadyExistsException ex) {
				// Another name
			}
		}
	}

	/**
	 * Bind a channel, and then set the permissions of its file. Java follows links when
	 * it sets them. A user who may write to the directory can put a link in place of the
	 * file, so the file is compared before and after: this shortens the time in which a
	 * link is followed, and does not hide it.
	 * @param channel the channel
	 * @param backlog the number of connections that may wait to be accepted
	 * @param path the path of the file
	 * @param permissions the permissions of the file
	 * @return the file
	 * @throws IOException if a step fails; there is no new file then
	 */
	static FileIdentity bindAt(ServerSocketChannel channel, int backlog, Path path,
			Set<PosixFilePermission> permissions) throws IOException {
		channel.bind(UnixDomainSocketAddress.of(path), backlog);
		FileIdentity bound = FileIdentity.boundAt(path);
		if (!StaleFile.isSocket(path)) {
			throw replaced(path);
		}
		try {
			Files.setPosixFilePermissions(path, permissions);
			if (!bound.isAt(path)) {
				throw replaced(path);
			}
			return bound;
		}
		catch (IOException | UnsupportedOperationException ex) {
			bound.deleteAt(path);
			throw ex;
		}
	}

	private static SocketFileException replaced(Path path) {
		return new SocketFileException(Reason.OTHER, path,
				"the file was removed or replaced while it was being created, by a user who may write to its directory",
				null);
	}

	// In octal digits
	private static @Nullable String umask() throws IOException {
		if (!Files.exists(PROCESS_STATUS)) {
			return null;
		}
		return Files.readAllLines(PROCESS_STATUS, StandardCharsets.ISO_8859_1)
			.stream()
			.filter((line) -> line.startsWith(UMASK))
			.map((line) -> line.substring(UMASK.length()).strip())
			.findFirst()
			.orElse(null);
	}

	// To connect, a user needs the permission to write
	private static boolean isEnforced(int umask, Set<PosixFilePermission> permissions) {
		return ((umask & GROUP_WRITE) != 0 || permissions.contains(PosixFilePermission.GROUP_WRITE))
				&& ((umask & OTHERS_WRITE) != 0 || permissions.contains(PosixFilePermission.OTHERS_WRITE));
	}

}
