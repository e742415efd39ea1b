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

package io.zmqspring.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What has gone through a socket in one direction. Only whoever owns the socket at the
 * moment counts, so that counting costs two writes and no contention; any thread may
 * read, a moment behind.
 *
 * @since 0.1
 */
public final class Traffic {

	private static final VarHandle MESSAGES = field("messages");

	private static final VarHandle BYTES = field("bytes");

	private long messages;

	private long bytes;

	private static VarHandle field(String name) {
		try {
			return MethodHandles.lookup().findVarHandle(Traffic.class, name, long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	void add(long size) {
		MESSAGES.setOpaque(this, this.messages + 1);
		BYTES.setOpaque(this, this.bytes + size);
	}

	/**
	 * How many messages have gone through.
	 * @return the number
	 */
	public long messages() {
		return (long) MESSAGES.getOpaque(this);
	}

	/**
	 * The size of all their frames together.
	 * @return bytes
	 */
	public long bytes() {
		return (long) BYTES.getOpaque(this);
	}

}
