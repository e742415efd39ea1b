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

package io.zmqspring.replay.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * A file that only one role of one process may use, for its content is mapped into
 * memory. Only the user of the process may read and write a new file. Not thread-safe.
 *
 * @since 0.1
 */
public final class LockedFile implements AutoCloseable {

	private static final int BLOCK = 64 * 1024;

	// The keys of the open files. The system releases the lock of a file when any channel
	// of the process to it is closed, so there must not be another one
	private static final Set<Object> inUse = new HashSet<>();

	private final FileUse use;

	private final Path path;

	private final FileChannel channel;

	private final Object key;

	// Unlike the channel, it may be asked by a thread that is interrupted
	private final RandomAccessFile measured;

	private LockedFile(FileUse use, Path path, FileChannel channel) throws IOException {
		this.use = use;
		this.path = path;
		this.channel = channel;
		this.key = key(path);
		this.measured = new RandomAccessFile(path.toFile(), "r");
	}

	/**
	 * Open and lock a file, or create an empty one.
	 * @param use what it is used for
	 * @param path the path as the user has written it
	 * @return the file, locked until it is closed or the process ends
	 * @throws ZmqConfigurationException if it cannot be used
	 */
	public static LockedFile open(FileUse use, String path) {
		try {
			return open(use, Path.of(path).toAbsolutePath());
		}
		catch (InvalidPathException ex) {
			throw new ZmqConfigurationException(use.prefix() + "'" + path + "' is not a path: " + ex.getReason(),
					"Write the path of a file.", ex);
		}
	}

	/**
	 * Open and lock a file, or create an empty one.
	 * @param use what it is used for
	 * @param path the absolute path
	 * @return the file, locked until it is closed or the process ends
	 * @throws ZmqConfigurationException if it cannot be used
	 */
	public static LockedFile open(FileUse use, Path path) {
		if (Files.isDirectory(path)) {
			throw use.refusal(path, "is a directory", "Write the path of a file in it.", null);
		}
		try {
			synchronized (inUse) {
				LockedFile opened = openUnlessInUse(use, path);
				inUse.add(opened.key);
				return opened;
			}
		}
		catch (IOException ex) {
			throw use.refusal(path, ex);
		}
	}

	private static LockedFile openUnlessInUse(FileUse use, Path path) throws IOException {
		if (Files.exists(path) && inUse.contains(key(path))) {
			throw inUse(use, path, null);
		}
		FileChannel channel = FileChannel.open(path,
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), owner(path));
		try {
			lock(use, path, channel);
			return new LockedFile(use, path, channel);
		}
		catch (IOException | RuntimeException | Error ex) {
			channel.close();
			throw ex;
		}
	}

	private static Object key(Path path) throws IOException {
		Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		return (key != null) ? key : path.toRealPath();
	}

	private static FileAttribute<?>[] owner(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	private static void lock(FileUse use, Path path, FileChannel channel) throws IOException {
		try {
			if (channel.tryLock() == null) {
				throw use.refusal(path, "is in use by another process",
						"End that process, or write the path of another file.", null);
			}
		}
		catch (OverlappingFileLockException ex) {
			throw inUse(use, path, ex);
		}
	}

	private static ZmqConfigurationException inUse(FileUse use, Path path, @Nullable Throwable cause) {
		return use.refusal(path, "is in use by another " + use.role() + " of this process",
				"Give each " + use.role() + " a file of its own.", cause);
	}

	/**
	 * The path.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * The size at this moment, of which no failure is reported. Thread-safe, also for a
	 * thread that is interrupted.
	 * @return the number of bytes, -1 if the file is closed or cannot be read
	 */
	public long length() {
		try {
			return this.measured.length();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	/**
	 * The size.
	 * @return the number of bytes
	 * @throws IOException if it cannot be read
	 */
	public long size() throws IOException {
		return this.channel.size();
	}

	/**
	 * Read the first bytes.
	 * @param count how many bytes
	 * @return the bytes, zeros behind the end of the file
	 * @throws IOException if they cannot be read
	 */
	public byte[] start(int count) throws IOException {
		ByteBuffer start = ByteBuffer.allocate(count);
		this.channel.read(start, 0);
		return start.array();
	}

	/**
	 * Whether the file is new. If a process ends while it creates a file, the first bytes
	 * are zeros.
	 * @param count how many bytes to look at
	 * @return {@code true} if they are zeros, or missing
	 * @throws IOException if they cannot be read
	 */
	public boolean isBlank(int count) throws IOException {
		return Arrays.equals(start(count), new byte[count]);
	}

	/**
	 * Replace the content by zeros. Each block is written, because a later write to a
	 * mapping that finds the disk full ends the JVM.
	 * @param size the number of bytes
	 * @throws IOException if the disk is full; the file is empty then
	 */
	public void fill(long size) throws IOException {
		try {
			this.channel.truncate(0);
			ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
			for (long at = 0; at < size;) {
				zeros.clear().limit((int) Math.min(BLOCK, size - at));
				at += this.channel.write(zeros, at);
			}
		}
		catch (IOException ex) {
			this.channel.truncate(0);
			throw ex;
		}
	}

	/**
	 * Map the file into memory. The garbage collector releases the mapping some time
	 * after it was used last: before Java 22 there is no way to release it at once that
	 * is safe while another thread may read.
	 * @param size the number of bytes, which the file must have
	 * @return the mapping
	 * @throws IOException if it cannot be mapped
	 */
	public MappedByteBuffer map(long size) throws IOException {
		return this.channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
	}

	/**
	 * Explain why the file cannot be used.
	 * @param problem the end of a sentence that begins with the file, without a full stop
	 * @param action what to do
	 * @return the exception
	 */
	public ZmqConfigurationException refusal(String problem, String action) {
		return this.use.refusal(this.path, problem, action, null);
	}

	/**
	 * Release the lock and close the file.
	 */
	@Override
	public void close() {
		synchronized (inUse) {
			if (this.channel.isOpen()) {
				inUse.remove(this.key);
				closeChannel();
			}
		}
	}

	private void closeChannel() {
		try (this.measured) {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					this.use.subject() + " " + this.path + " cannot be closed: " + ex.getMessage(), ex);
		}
	}

}
