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

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The end of a file that was truncated, or of which the JVM reports that a page cannot be
 * read or written. Thread-safe.
 */
final class FileFault {

	private static final Log logger = LogFactory.getLog(FileFault.class);

	private final AtomicReference<@Nullable String> text = new AtomicReference<>();

	private final String publisher;

	FileFault(String publisher) {
		this.publisher = publisher;
	}

	/**
	 * Log the fault, if it is the first one.
	 * @param file the file
	 * @param error the error that was thrown, if any
	 * @return whether it is the first one
	 */
	boolean report(Path file, @Nullable InternalError error) {
		String found = "the file " + file + " was truncated, or its disk has failed, so no message is kept for replay;"
				+ " check both, and start the publisher again";
		if (!this.text.compareAndSet(null, found)) {
			return false;
		}
		logger.error("Publisher '" + this.publisher + "' publishes without replay: " + found, error);
		return true;
	}

	/**
	 * The fault.
	 * @return a sentence without a full stop, {@code null} if there is none
	 */
	@Nullable String text() {
		return this.text.get();
	}

}
