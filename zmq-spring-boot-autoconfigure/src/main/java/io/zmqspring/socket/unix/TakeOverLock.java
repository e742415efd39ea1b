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
			TakeOverLock lock = tryLock(file);
			while (lock == null && !deadline.hasPassed()) {
				Threads.pause(RETRY_MILLIS);
				lock = tryLock(file);
			}
			return (lock != null) ? lock : new TakeOverLock(file, null);
		}
		catch (IOException | UnsupportedOperationException ex) {
			logger.debug("Cannot lock " + file, ex);
			return new TakeOverLock(file, null);
		}
	}

	/**
	 * Try to get the lock once.
	 * @param file the lock file
	 * @return the lock, {@code null} if another has it
	 * @throws IOException if the file cannot be created or locked
	 */
	static @Nullable TakeOverLock tryLock(Path file) throws IOException {
		FileIdentity seen;
		FileChannel channel;
		try {
			seen = existing(file);
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
			// Between the opening and the lock, its owner may have removed the file. Then
			// another process can lock the next one
			locked = channel.tryLock() != null && seen.isAt(file);
			return locked ? new TakeOverLock(file, channel) : null;
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

	private static FileIdentity existing(Path file) throws IOException {
		try {
			Files.createFile(file, PRIVATE);
		}
		catch (FileAlreadyExistsException ex) {
			// Of another process, or left behind
		}
		BasicFileAttributes existing = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		if (!existing.isRegularFile()) {
			logger.warn(file + " is not a regular file, so a socket file is replaced without a lock. Remove it");
			throw new FileSystemException(file.toString(), null, "is not a regular file");
		}
		return FileIdentity.of(existing);
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
