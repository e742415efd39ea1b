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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * What a file is used for.
 *
 * @param key the key of its path in the settings, empty if the caller adds it
 * @param role who uses it, for example {@code publisher}
 * @param room what to do if the disk is full
 * @since 0.1
 */
public record FileUse(String key, String role, String room) {

	String prefix() {
		return this.key.isEmpty() ? "" : this.key + ": ";
	}

	String subject() {
		return this.key.isEmpty() ? "The file" : this.key + ": the file";
	}

	/**
	 * Explain why a file cannot be used.
	 * @param path its path
	 * @param ex the reason
	 * @return the exception
	 */
	public ZmqConfigurationException refusal(Path path, IOException ex) {
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
		return refusal(path, "cannot be used: " + reason, this.room, ex);
	}

	ZmqConfigurationException refusal(Path path, String problem, String action, @Nullable Throwable cause) {
		return new ZmqConfigurationException(subject() + " " + path + " " + problem, action, cause);
	}

}
