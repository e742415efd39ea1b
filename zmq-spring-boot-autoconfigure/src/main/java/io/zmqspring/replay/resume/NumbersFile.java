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

package io.zmqspring.replay.resume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * A file of numbers, mapped into memory and locked. What has been written to the mapping
 * outlives the process, however it ends; nothing is forced to the disk. The garbage
 * collector releases the mapping some time after {@link #close()}.
 */
final class NumbersFile implements AutoCloseable {

	private static final int BLOCK = 64 * 1024;

	private static final String DELETE = "Write another path, or delete this file; the subscriber then begins as"
			+ " replay.from says.";

	private final String key;

	private final FileChannel channel;

	private final NumbersTable table;

	private NumbersFile(String key, Path path, FileChannel channel, String subscriber) throws IOException {
		this.key = key;
		this.channel = channel;
		boolean isNew = isBlank(channel);
		if (isNew) {
			fill(channel);
		}
		// Also before the content is read: a mapping must not exceed the file
		if (channel.size() != NumbersTable.SIZE) {
			throw refusal(key, path,
					hasHeader(channel)
							? "is damaged: it has " + channel.size() + " bytes instead of " + NumbersTable.SIZE
							: NumbersTable.FOREIGN,
					DELETE, null);
		}
		this.table = new NumbersTable(channel.map(FileChannel.MapMode.READ_WRITE, 0, NumbersTable.SIZE));
		if (isNew) {
			this.table.create(subscriber);
		}
		String problem = this.table.problem(subscriber);
		if (problem != null) {
			throw refusal(key, path, problem, DELETE, null);
		}
	}

	/**
	 * Open or create a file.
	 * @param key the key of the path in the settings
	 * @param path the path as the user has written it
	 * @param subscriber the name of the subscriber
	 * @return the file
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	static NumbersFile open(String key, String path, String subscriber) {
		try {
			return open(key, Path.of(path).toAbsolutePath(), subscriber);
		}
		catch (InvalidPathException ex) {
			throw new ZmqConfigurationException(key + ": '" + path + "' is not a path: " + ex.getReason(),
					"Write the path of a file.", ex);
		}
	}

	private static NumbersFile open(String key, Path path, String subscriber) {
		if (Files.isDirectory(path)) {
			throw refusal(key, path, "is a directory", "Write the path of a file in it.", null);
		}
		try {
			FileChannel channel = FileChannel.open(path,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), owner(path));
			try {
				lock(key, path, channel);
				return new NumbersFile(key, path, channel, subscriber);
			}
			catch (IOException | RuntimeException | Error ex) {
				channel.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw refusal(key, path, ex);
		}
	}

	private static FileAttribute<?>[] owner(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	// Until the channel is closed, or the process ends
	private static void lock(String key, Path path, FileChannel channel) throws IOException {
		try {
			if (channel.tryLock() == null) {
				throw refusal(key, path, "is in use by another process",
						"End that process, or write the path of another file.", null);
			}
		}
		catch (OverlappingFileLockException ex) {
			throw refusal(key, path, "is in use by another subscriber of this process",
					"Give each subscriber a file of its own.", ex);
		}
	}

	// A process that ended while it created the file has not written the first bytes
	private static boolean isBlank(FileChannel channel) throws IOException {
		ByteBuffer start = ByteBuffer.allocate(4096);
		channel.read(start, 0);
		return Arrays.equals(start.array(), new byte[start.capacity()]);
	}

	private static boolean hasHeader(FileChannel channel) throws IOException {
		return first(channel) == NumbersTable.MAGIC;
	}

	private static long first(FileChannel channel) throws IOException {
		ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
		channel.read(start, 0);
		return start.getLong(0);
	}

	// Writes every block: a write to a mapping that finds the disk full ends the JVM
	private static void fill(FileChannel channel) throws IOException {
		try {
			channel.truncate(0);
			ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
			for (int at = 0; at < NumbersTable.SIZE;) {
				zeros.clear().limit(Math.min(BLOCK, NumbersTable.SIZE - at));
				at += channel.write(zeros, at);
			}
		}
		catch (IOException ex) {
			channel.truncate(0);
			throw ex;
		}
	}

	private static ZmqConfigurationException refusal(String key, Path path, IOException ex) {
		if (ex instanceof NoSuchFileException) {
			return refusal(key, path, "is in a directory that does not exist",
					"Create the directory " + path.getParent() + ", or write another path.", ex);
		}
		if (ex instanceof AccessDeniedException) {
			return refusal(key, path, "cannot be read and written by the user of this process",
					"Change the permissions of the file and of its directory, or write another path.", ex);
		}
		String reason = (ex instanceof FileSystemException failed && failed.getReason() != null) ? failed.getReason()
				: String.valueOf(ex.getMessage());
		return refusal(key, path, "cannot be used: " + reason,
				"Write a path on a local disk with room for " + NumbersTable.SIZE + " bytes.", ex);
	}

	private static ZmqConfigurationException refusal(String key, Path path, String problem, String action,
			@Nullable Throwable cause) {
		return new ZmqConfigurationException(key + ": the file " + path + " " + problem, action, cause);
	}

	NumbersTable table() {
		return this.table;
	}

	/**
	 * Release the lock and close the file.
	 */
	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(this.key + ": the file cannot be closed: " + ex.getMessage(), ex);
		}
	}

}
