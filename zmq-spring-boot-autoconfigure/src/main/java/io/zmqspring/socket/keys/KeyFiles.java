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

package io.zmqspring.socket.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The contents of the key files of a section at one moment, and who may read and write
 * them. Files that cannot be read are part of it, too. Modification times are not: a
 * mounted secret of Kubernetes changes by a new target of a link.
 */
final class KeyFiles {

	private static final int LARGEST = 64 * 1024;

	private final Map<Path, Entry> entries = new TreeMap<>();

	private final List<Path> clients = new ArrayList<>();

	private KeyFiles() {
	}

	/**
	 * Read files. Does not throw if one cannot be read.
	 * @param files the files
	 * @param directory the directory with further files, one per client; {@code null} for
	 * none
	 * @return the contents
	 */
	static KeyFiles read(Collection<Path> files, @Nullable Path directory) {
		KeyFiles read = new KeyFiles();
		for (Path file : files) {
			read.entries.put(file, Entry.of(file));
		}
		if (directory != null) {
			read.readDirectory(directory);
		}
		return read;
	}

	private void readDirectory(Path directory) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + CurveSection.EXTENSION)) {
			this.entries.put(directory, new Entry(new byte[0], permissions(directory, attributes(directory)), null));
			files.forEach(this.clients::add);
			this.clients.sort(null);
			this.clients.forEach((file) -> this.entries.put(file, Entry.of(file)));
		}
		catch (DirectoryIteratorException ex) {
			this.entries.put(directory, new Entry(new byte[0], Set.of(), ex.getCause()));
		}
		catch (IOException ex) {
			this.entries.put(directory, new Entry(new byte[0], Set.of(), ex));
		}
	}

	// At one moment: afterwards, the file may be gone
	private static BasicFileAttributes attributes(Path file) throws IOException {
		boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix ? Files.readAttributes(file, PosixFileAttributes.class)
				: Files.readAttributes(file, BasicFileAttributes.class);
	}

	private static Set<PosixFilePermission> permissions(Path file, BasicFileAttributes attributes) throws IOException {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		if (attributes instanceof PosixFileAttributes posix) {
			permissions.addAll(posix.permissions());
		}
		// The directory of a mounted secret has the mode 1777, but cannot be written
		if (permissions.contains(PosixFilePermission.OTHERS_WRITE) && Files.getFileStore(file).isReadOnly()) {
			permissions.remove(PosixFilePermission.OTHERS_WRITE);
		}
		return permissions;
	}

	/**
	 * A number that differs if something has changed.
	 * @return a hash of everything
	 */
	byte[] fingerprint() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			this.entries.forEach((file, entry) -> entry.addTo(digest, file));
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The text of a file.
	 * @param file the file
	 * @return its content
	 * @throws IOException if it could not be read
	 */
	String text(Path file) throws IOException {
		return new String(readable(file).content(), StandardCharsets.UTF_8);
	}

	/**
	 * Whether a file exists.
	 * @param file the file
	 * @return {@code false} if there is none of this name
	 */
	boolean exists(Path file) {
		Entry entry = this.entries.get(file);
		return entry != null && !(entry.failure() instanceof NoSuchFileException);
	}

	/**
	 * The files of the clients.
	 * @param directory their directory
	 * @return the files in the order of their names
	 * @throws IOException if the directory could not be read
	 */
	List<Path> clients(Path directory) throws IOException {
		readable(directory);
		return this.clients;
	}

	/**
	 * Whether every user of the system may read a file.
	 * @param file the file
	 * @return {@code false} if that is not known
	 * @throws IOException if it could not be read
	 */
	boolean isReadableByAll(Path file) throws IOException {
		return readable(file).permissions().contains(PosixFilePermission.OTHERS_READ);
	}

	/**
	 * Whether every user of the system may write a file.
	 * @param file the file or directory
	 * @return {@code false} if that is not known
	 * @throws IOException if it could not be read
	 */
	boolean isWritableByAll(Path file) throws IOException {
		return readable(file).permissions().contains(PosixFilePermission.OTHERS_WRITE);
	}

	private Entry readable(Path file) throws IOException {
		Entry entry = this.entries.get(file);
		if (entry == null) {
			throw new NoSuchFileException(file.toString());
		}
		if (entry.failure() != null) {
			throw entry.failure();
		}
		return entry;
	}

	/**
	 * Overwrite the contents, which may be secret.
	 */
	void wipe() {
		this.entries.values().forEach((entry) -> Arrays.fill(entry.content(), (byte) 0));
	}

	/**
	 * A file or directory.
	 *
	 * @param content the content of a file
	 * @param permissions who may do what, empty if that is not known
	 * @param failure why it could not be read, {@code null} if it could
	 */
	private record Entry(byte[] content, Set<PosixFilePermission> permissions, @Nullable IOException failure) {

		static Entry of(Path file) {
			try {
				BasicFileAttributes attributes = attributes(file);
				// Reading a pipe would wait for its writer
				if (!attributes.isRegularFile()) {
					throw new IOException("is not a regular file");
				}
				Set<PosixFilePermission> permissions = KeyFiles.permissions(file, attributes);
				try (InputStream in = Files.newInputStream(file)) {
					byte[] content = in.readNBytes(LARGEST + 1);
					if (content.length > LARGEST) {
						throw new IOException("has more than 64 KB, which is no key file");
					}
					return new Entry(content, permissions, null);
				}
			}
			catch (IOException ex) {
				return new Entry(new byte[0], Set.of(), ex);
			}
		}

		void addTo(MessageDigest digest, Path file) {
			add(digest, file.toString().getBytes(StandardCharsets.UTF_8));
			add(digest, this.content);
			String rest = PosixFilePermissions.toString(this.permissions) + this.failure;
			add(digest, rest.getBytes(StandardCharsets.UTF_8));
		}

		private static void add(MessageDigest digest, byte[] part) {
			digest.update((byte) (part.length >> 16));
			digest.update((byte) (part.length >> 8));
			digest.update((byte) part.length);
			digest.update(part);
		}

	}

}
