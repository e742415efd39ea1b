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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * Reads whole messages off a JeroMQ socket, whoever interrupts or wakes the thread
 * meanwhile. Used by the thread that owns the socket only.
 */
final class FrameReader {

	private final SocketBase base;

	private final AtomicBoolean woken;

	FrameReader(SocketBase base, AtomicBoolean woken) {
		this.base = base;
		this.woken = woken;
	}

	/**
	 * Wait for a message.
	 * @param frames takes its frames
	 * @return {@code false} if woken or interrupted before there was one
	 */
	boolean read(Frames frames) {
		Msg first = next(0, this.woken);
		return first != null && readRest(frames, first);
	}

	/**
	 * Read what has arrived already, to the last message whoever interrupts.
	 * @param most how many messages at most
	 * @return the messages
	 */
	List<Frames> readArrived(int most) {
		List<Frames> arrived = new ArrayList<>();
		boolean interrupted = Thread.interrupted();
		Msg first = (most > 0) ? next(ZMQ.DONTWAIT, null) : null;
		while (first != null) {
			Frames frames = new Frames();
			readRest(frames, first);
			arrived.add(frames);
			first = (arrived.size() < most) ? next(ZMQ.DONTWAIT, null) : null;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return arrived;
	}

	private boolean readRest(Frames frames, Msg first) {
		frames.clear();
		frames.add(first.data());
		boolean more = first.hasMore();
		while (more) {
			// The rest of a message is there already; null only means a wake-up or an
			// interrupt
			Msg message = next(0, null);
			if (message != null) {
				frames.add(message.data());
				more = message.hasMore();
			}
		}
		return true;
	}

	private @Nullable Msg next(int flags, @Nullable AtomicBoolean token) {
		Msg message = this.base.recv(flags, token);
		if (message == null) {
			int errno = this.base.errno();
			// EINTR: somebody interrupted a handler; JeroMQ has consumed the interrupt
			if (errno != ZError.ECANCELED && errno != ZError.EINTR && errno != ZError.EAGAIN) {
				throw new ZMQException(errno);
			}
		}
		return message;
	}

}
