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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.file.FileUse;
import io.zmqspring.replay.file.LockedFile;

/**
 * The file of a durable store, mapped into memory and locked. What has been written to
 * the mapping outlives the process, however it ends, because the pages belong to the
 * operating system; nothing is forced to the disk.
 */
final class ReplayFile implements AutoCloseable {

	private final FileUse use;

	private final LockedFile file;

	private Path path;

	private final ReplayFileHeader header;

	private final ByteBuffer data;

	private final FileEnd end;

	private ReplayFile(FileUse use, LockedFile file, String publisher, long capacity) throws IOException {
		this.use = use;
		this.file = file;
		this.path = file.path();
		long size = file.size();
		boolean isNew = file.isBlank(ReplayFileHeader.SIZE);
		if (isNew) {
			size = size(capacity);
			file.fill(size);
		}
		if (size < size(0) || size > Integer.MAX_VALUE) {
			throw file.refusal(ReplayFileHeader.FOREIGN, ReplayFileHeader.ACTION);
		}
		MappedByteBuffer mapped = file.map(size);
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
			throw file.refusal(problem, ReplayFileHeader.ACTION);
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
		FileUse use = use(capacity);
		return open(use, LockedFile.open(use, path), publisher, capacity);
	}

	// The caller adds the key
	private static FileUse use(long capacity) {
		return new FileUse("", "publisher",
				"Write a path on a local disk with room for " + size(capacity) + " bytes, or reduce max-bytes.");
	}

	private static ReplayFile open(FileUse use, LockedFile file, String publisher, long capacity) {
		try {
			return new ReplayFile(use, file, publisher, capacity);
		}
		catch (IOException ex) {
			file.close();
			throw use.refusal(file.path(), ex);
		}
		catch (RuntimeException | Error ex) {
			file.close();
			throw ex;
		}
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
			throw this.use.refusal(path, ex);
		}
		FileUse successor = use(capacity);
		return open(successor, LockedFile.open(successor, path), publisher, capacity);
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
			throw this.use.refusal(former.path, ex);
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
			throw this.use.refusal(this.path, ex);
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
	 * Whether the file is complete. To be asked before each use of the data: the JVM
	 * skips an access to a page that does not exist any more, and throws an
	 * {@link InternalError} for it at any later point of the thread.
	 * @return {@code false} if it was truncated
	 */
	boolean isComplete() {
		return this.file.length() == size(this.data.capacity()) && this.end.isThere();
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
		this.file.close();
	}

}
