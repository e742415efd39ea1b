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

import org.jspecify.annotations.Nullable;

/**
 * The error that the JVM throws for an access to a page of a mapping that does not exist
 * any more. After an access in compiled code, Java 17 throws it when the thread enters
 * the JVM, which may be anywhere later.
 */
final class LateFault {

	private static final int ATTEMPTS = 3;

	private LateFault() {
	}

	/**
	 * Let the JVM throw the error that is due in this thread, if there is one.
	 * @return the error, {@code null} if there was none
	 */
	static @Nullable InternalError await() {
		InternalError found = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try {
				Thread.currentThread().getStackTrace();
				Thread.getAllStackTraces();
			}
			catch (InternalError ex) {
				found = ex;
			}
		}
		return found;
	}

}
