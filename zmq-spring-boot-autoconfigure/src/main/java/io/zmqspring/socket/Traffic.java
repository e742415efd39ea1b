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
 * The messages that have passed a socket in one direction. Only the present owner of the
 * socket counts, so counting needs no atomic addition. Any thread may read; it may see a
 * message a moment late.
 *
 * @since 0.1
 */
public final class Traffic {

	// Not AtomicLong: fields of this object need no further object, which may share a
	// cache line with data of other threads
	private static final VarHandle MESSAGES = handle("messages");

	private static final VarHandle BYTES = handle("bytes");

	private long messages;

	private long bytes;

	private static VarHandle handle(String name) {
		try {
			return MethodHandles.lookup().findVarHandle(Traffic.class, name, long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Count a message. Only for the owner of the socket.
	 * @param size the size of all its frames
	 */
	public void add(long size) {
		MESSAGES.setOpaque(this, this.messages + 1);
		BYTES.setOpaque(this, this.bytes + size);
	}

	/**
	 * The number of messages.
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
