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

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.file.FileUse;
import io.zmqspring.replay.file.LockedFile;

/**
 * A file of numbers, mapped into memory and locked. What has been written to the mapping
 * outlives the process, however it ends; nothing is forced to the disk.
 */
final class NumbersFile implements AutoCloseable {

	private static final int START = 4096;

	private static final String DELETE = "Write another path, or delete this file; the subscriber then begins as"
			+ " replay.from says.";

	private final LockedFile file;

	private final NumbersTable table;

	private NumbersFile(LockedFile file, String subscriber) throws IOException {
		this.file = file;
		boolean isNew = file.isBlank(START);
		if (isNew) {
			file.fill(NumbersTable.SIZE);
		}
		// Also before the content is read: a mapping must not exceed the file
		if (file.size() != NumbersTable.SIZE) {
			throw file.refusal(
					hasHeader(file) ? "is damaged: it has " + file.size() + " bytes instead of " + NumbersTable.SIZE
							: NumbersTable.FOREIGN,
					DELETE);
		}
		this.table = new NumbersTable(file.map(NumbersTable.SIZE));
		if (isNew) {
			this.table.create(subscriber);
		}
		String problem = this.table.problem(subscriber);
		if (problem != null) {
			throw file.refusal(problem, DELETE);
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
		FileUse use = new FileUse(key, "subscriber",
				"Write a path on a local disk with room for " + NumbersTable.SIZE + " bytes.");
		LockedFile file = LockedFile.open(use, path);
		try {
			return new NumbersFile(file, subscriber);
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

	private static boolean hasHeader(LockedFile file) throws IOException {
		return ByteBuffer.wrap(file.start(Long.BYTES)).getLong() == NumbersTable.MAGIC;
	}

	NumbersTable table() {
		return this.table;
	}

	/**
	 * Release the lock and close the file.
	 */
	@Override
	public void close() {
		this.file.close();
	}

}
