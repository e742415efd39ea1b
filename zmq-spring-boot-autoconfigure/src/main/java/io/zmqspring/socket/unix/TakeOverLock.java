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
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;

/**
 * Lets one process at a time replace a stale socket file. It is the lock of a file beside
 * the socket file. The system releases it when the process ends, so that a lock file that
 * was left behind does no harm.
 */
final class TakeOverLock {

	private static final Log logger = LogFactory.getLog(TakeOverLock.class);

	// With READ, the system does not wait for the other end of a pipe
	private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS);

	private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final long RETRY_MILLIS = 10;

	private final Path file;

	private final @Nullable FileChannel channel;

	private TakeOverLock(Path file, @Nullable FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Wait for the lock. Returns without it after three seconds, if the file system has
	 * no locks, and if the lock file is no regular file: the take-over is still safe, but
	 * if processes compete, each may find that the file is in use.
	 * @param path the socket file
	 * @return the lock, to be released
	 */
	static TakeOverLock acquire(Path path) {
		Path file = path.resolveSibling("." + path.getFileName() + ".zmq-lock");
		Deadline deadline = Deadline.in(TIMEOUT);
		try {
			FileChannel locked = tryLock(file);
			while (locked == null && !deadline.hasPassed()) {
				Threads.pause(RETRY_MILLIS);
				locked = tryLock(file);
			}
			return new TakeOverLock(file, locked);
		}
		catch (IOException | UnsupportedOperationException ex) {
			logger.warn("Replaces the socket file " + path + " without a lock, because " + file
					+ " cannot be created or locked. Remove it if it exists", ex);
			return new TakeOverLock(file, null);
		}
	}

	private static @Nullable FileChannel tryLock(Path file) throws IOException {
		FileChannel channel;
		try {
			create(file);
			channel = FileChannel.open(file, OPTIONS);
		}
		catch (NoSuchFileException ex) {
			// Its owner has just removed it
			return null;
		}
		catch (AccessDeniedException ex) {
			if (Files.exists(file)) {
				// Of another user, who has the lock or had it
				return null;
			}
			throw ex;
		}
		boolean locked = false;
		try {
			locked = channel.tryLock() != null;
			return locked ? channel : null;
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
		finally {
			if (!locked) {
				channel.close();
			}
		}
	}

	private static void create(Path file) throws IOException {
		try {
			Files.createFile(file, PRIVATE);
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
				throw new FileSystemException(file.toString(), null, "is not a regular file");
			}
		}
	}

	/**
	 * Release the lock and remove its file.
	 */
	void release() {
		if (this.channel == null) {
			return;
		}
		try (this.channel) {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the lock file " + this.file + ". It may be removed by hand", ex);
		}
	}

}
