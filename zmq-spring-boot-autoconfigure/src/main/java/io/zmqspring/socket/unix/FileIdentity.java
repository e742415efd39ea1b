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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What distinguishes a file from a later file at the same path. File systems use the
 * number of a deleted file again, so the times are part of it. Symbolic links are not
 * followed.
 *
 * @param key the number of the file, as the JDK gives it
 * @param created the time of its creation. Where Java or the file system does not know
 * it, Java gives the time of the last modification
 * @param modified the time of its last modification
 * @param bound whether a socket of this process is bound to the file. Until the socket is
 * closed, the system does not use the number again, and so the times do not count
 */
record FileIdentity(@Nullable Object key, FileTime created, FileTime modified, boolean bound) {

	/**
	 * Return the identity of the file at a path.
	 * @param path the path
	 * @return the identity, {@code null} if there is no file
	 * @throws IOException if that cannot be found out
	 */
	static @Nullable FileIdentity at(Path path) throws IOException {
		try {
			return of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Return the identity of a file.
	 * @param file its attributes
	 * @return the identity
	 */
	static FileIdentity of(BasicFileAttributes file) {
		return new FileIdentity(file.fileKey(), file.creationTime(), file.lastModifiedTime(), false);
	}

	/**
	 * Return the identity of the file that a socket of this process has just been bound
	 * to.
	 * @param path the path
	 * @return the identity
	 * @throws IOException if there is no file, or if it cannot be examined
	 */
	static FileIdentity boundAt(Path path) throws IOException {
		FileIdentity file = at(path);
		if (file == null) {
			throw new NoSuchFileException(path.toString());
		}
		return new FileIdentity(file.key, file.created, file.modified, true);
	}

	/**
	 * Whether this file is at a path.
	 * @param path the path
	 * @return {@code false} if there is no file, or another file
	 * @throws IOException if that cannot be found out
	 */
	boolean isAt(Path path) throws IOException {
		FileIdentity file = at(path);
		return file != null && Objects.equals(this.key, file.key) && (this.bound || hasTimesOf(file));
	}

	private boolean hasTimesOf(FileIdentity file) {
		return this.created.equals(file.created) && this.modified.equals(file.modified);
	}

	/**
	 * Delete the file at a path if it is this file. The file is renamed before it is
	 * compared and deleted. Otherwise a file that another program creates between the
	 * comparison and the deletion would be deleted.
	 * @param path the path
	 * @return whether the file was deleted
	 * @throws IOException if the file cannot be examined, renamed, deleted or renamed
	 * back
	 */
	boolean deleteAt(Path path) throws IOException {
		if (!isAt(path)) {
			return false;
		}
		Path aside = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".old");
		try {
			Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		if (isAt(aside)) {
			Files.delete(aside);
			return true;
		}
		putBack(aside, path);
		return false;
	}

	// A link does not replace a file that is at the path by now. Without the permission
	// to link a file of another user, it is renamed
	private static void putBack(Path aside, Path path) throws IOException {
		try {
			Files.createLink(path, aside);
			Files.delete(aside);
		}
		catch (FileAlreadyExistsException ex) {
			Files.delete(aside);
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			Files.move(aside, path);
		}
	}

}
