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

package io.zmqspring.replay.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * The file of a durable store, mapped into memory and locked. What has been written to
 * the mapping outlives the process, however it ends, because the pages belong to the
 * operating system; nothing is forced to the disk. The mapping is released by the garbage
 * collector some time after {@link #close()}: before Java 22 there is no way to release
 * it at once that is safe while another thread may read.
 */
final class ReplayFile implements AutoCloseable {

	private static final int BLOCK = 64 * 1024;

	private Path path;

	private final FileChannel channel;

	private final ReplayFileHeader header;

	private final ByteBuffer data;

	private final FileEnd end;

	private ReplayFile(Path path, FileChannel channel, String publisher, long capacity) throws IOException {
		this.path = path;
		this.channel = channel;
		long size = channel.size();
		boolean isNew = isBlank(channel);
		if (isNew) {
			size = size(capacity);
			fill(channel, size);
		}
		if (size < size(0) || size > Integer.MAX_VALUE) {
			throw refusal(path, ReplayFileHeader.FOREIGN, ReplayFileHeader.ACTION, null);
		}
		MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
		this.header = new ReplayFileHeader(mapped.slice(0, ReplayFileHeader.SIZE));
		this.end = new FileEnd(mapped.slice((int) size - FileEnd.SIZE, FileEnd.SIZE));
		if (isNew) {
			this.end.write();
			this.header.write(publisher, capacity);
		}
		String problem = this.header.problem(publisher, size - size(0));
		if (problem == null && !this.end.isThere()) {
			problem = "is damaged: it does not end like the file of a publisher";
		}
		if (problem != null) {
			throw refusal(path, problem, ReplayFileHeader.ACTION, null);
		}
		this.data = mapped.slice(ReplayFileHeader.SIZE, (int) this.header.capacity());
	}

	/**
	 * The size of a file.
	 * @param capacity the size of its data
	 * @return the number of bytes
	 */
	static long size(long capacity) {
		return ReplayFileHeader.SIZE + capacity + FileEnd.SIZE;
	}

	/**
	 * Open or create a file.
	 * @param path the path as the user has written it
	 * @param publisher the name of the publisher
	 * @param capacity the size of the data of a new file, a multiple of eight
	 * @return the file; an existing one keeps its size
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	static ReplayFile open(String path, String publisher, long capacity) {
		try {
			return open(Path.of(path).toAbsolutePath(), publisher, capacity);
		}
		catch (InvalidPathException ex) {
			throw new ZmqConfigurationException("'" + path + "' is not a path: " + ex.getReason(),
					"Write the path of a file.", ex);
		}
	}

	private static ReplayFile open(Path path, String publisher, long capacity) {
		if (Files.isDirectory(path)) {
			throw refusal(path, "is a directory", "Write the path of a file in it.", null);
		}
		try {
			FileChannel channel = FileChannel.open(path,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), owner(path));
			try {
				lock(path, channel);
				return new ReplayFile(path, channel, publisher, capacity);
			}
			catch (IOException | RuntimeException | Error ex) {
				channel.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw refusal(path, ex, capacity);
		}
	}

	private static FileAttribute<?>[] owner(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	// Until the channel is closed, or the process ends
	private static void lock(Path path, FileChannel channel) throws IOException {
		try {
			if (channel.tryLock() == null) {
				throw refusal(path, "is in use by another process",
						"End that process, or write the path of another file.", null);
			}
		}
		catch (OverlappingFileLockException ex) {
			throw refusal(path, "is in use by another publisher of this process",
					"Give each publisher a file of its own.", ex);
		}
	}

	// A process that ended while it created the file has not written the header
	private static boolean isBlank(FileChannel channel) throws IOException {
		ByteBuffer start = ByteBuffer.allocate(ReplayFileHeader.SIZE);
		channel.read(start, 0);
		return Arrays.equals(start.array(), new byte[ReplayFileHeader.SIZE]);
	}

	// Writes every block: a write to a mapping that finds the disk full ends the JVM or
	// fails at a later time
	private static void fill(FileChannel channel, long size) throws IOException {
		try {
			channel.truncate(0);
			ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
			for (long at = 0; at < size;) {
				zeros.clear().limit((int) Math.min(BLOCK, size - at));
				at += channel.write(zeros, at);
			}
		}
		catch (IOException ex) {
			channel.truncate(0);
			throw ex;
		}
	}

	private static ZmqConfigurationException refusal(Path path, IOException ex, long capacity) {
		if (ex instanceof NoSuchFileException) {
			return refusal(path, "is in a directory that does not exist",
					"Create the directory " + path.getParent() + ", or write another path.", ex);
		}
		if (ex instanceof AccessDeniedException) {
			return refusal(path, "cannot be read and written by the user of this process",
					"Change the permissions of the file and of its directory, or write another path.", ex);
		}
		String reason = (ex instanceof FileSystemException failed && failed.getReason() != null) ? failed.getReason()
				: String.valueOf(ex.getMessage());
		return refusal(path, "cannot be used: " + reason,
				"Write a path on a local disk with room for " + size(capacity) + " bytes, or reduce max-bytes.", ex);
	}

	private static ZmqConfigurationException refusal(Path path, String problem, String action,
			@Nullable Throwable cause) {
		return new ZmqConfigurationException("The file " + path + " " + problem, action, cause);
	}

	/**
	 * Create a file that replaces this one when it is complete.
	 * @param publisher the name of the publisher
	 * @param capacity the size of its data, a multiple of eight
	 * @return the new file
	 * @throws ZmqConfigurationException if it cannot be created
	 */
	ReplayFile createSuccessor(String publisher, long capacity) {
		Path path = this.path.resolveSibling(this.path.getFileName() + ".new");
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			throw refusal(path, ex, capacity);
		}
		return open(path, publisher, capacity);
	}

	/**
	 * Replace a file by this one, which was created as its successor.
	 * @param former the former file, which is closed
	 * @throws ZmqConfigurationException if it cannot be replaced
	 */
	void replace(ReplayFile former) {
		try {
			Files.move(this.path, former.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw refusal(former.path, ex, this.data.capacity());
		}
		former.close();
		this.path = former.path;
	}

	/**
	 * Delete this file, which is not needed.
	 */
	void discard() {
		close();
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			throw refusal(this.path, ex, this.data.capacity());
		}
	}

	Path path() {
		return this.path;
	}

	/**
	 * The data of the file.
	 * @return a buffer of which position and limit are not used
	 */
	ByteBuffer data() {
		return this.data;
	}

	/**
	 * Whether the file is complete. To be asked after each use of the data.
	 * @return {@code false} if it was truncated
	 */
	boolean isComplete() {
		return this.end.isThere();
	}

	/**
	 * The eight bytes of the header that belong to the log of records.
	 * @return the bytes
	 */
	ByteBuffer tailMark() {
		return this.header.tailMark();
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
			throw new IllegalStateException("The file " + this.path + " cannot be closed: " + ex.getMessage(), ex);
		}
	}

}
