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
import zmq.io.Metadata;

import io.zmqspring.socket.frame.SequencedFrame;
import io.zmqspring.support.Interrupts;

/**
 * Reads complete messages from a JeroMQ socket, even if the thread is interrupted or
 * woken in the middle of one. Used only by the thread that owns the socket.
 */
final class FrameReader {

	private final SocketBase base;

	private final AtomicBoolean woken;

	private final boolean identifies;

	/**
	 * Create a reader.
	 * @param base the socket
	 * @param woken set to wake the thread that reads
	 * @param identifies whether peers have a name
	 */
	FrameReader(SocketBase base, AtomicBoolean woken, boolean identifies) {
		this.base = base;
		this.woken = woken;
		this.identifies = identifies;
	}

	/**
	 * Wait for a message.
	 * @param frames receives the frames of the message
	 * @return {@code false} if the thread was woken or interrupted before a message came
	 */
	boolean read(Frames frames) {
		Msg first = next(0, this.woken);
		return first != null && readRest(frames, first);
	}

	/**
	 * Read the messages that have arrived, without waiting for more. If the calling
	 * thread is interrupted already, it reads all the same, and the interrupt is
	 * restored.
	 * @param max the maximum number of messages
	 * @return the messages
	 */
	List<Frames> readArrived(int max) {
		return Interrupts.defer(() -> {
			List<Frames> arrived = new ArrayList<>();
			Msg first = (max > 0) ? next(ZMQ.DONTWAIT, null) : null;
			while (first != null) {
				Frames frames = new Frames();
				readRest(frames, first);
				arrived.add(frames);
				first = (arrived.size() < max) ? next(ZMQ.DONTWAIT, null) : null;
			}
			return arrived;
		});
	}

	private boolean readRest(Frames frames, Msg first) {
		frames.clear();
		Metadata metadata = first.getMetadata();
		frames.setConnection(metadata);
		if (this.identifies && metadata != null) {
			frames.setPeer(metadata.get(Metadata.USER_ID), metadata.get(Metadata.PEER_ADDRESS));
		}
		frames.add(first.data());
		Msg last = first;
		while (last.hasMore()) {
			// The other frames have arrived already; null only means a wake-up or an
			// interrupt
			Msg message = next(0, null);
			if (message != null) {
				frames.add(message.data());
				last = message;
			}
		}
		if (metadata == null) {
			// JeroMQ makes the first frame of a request itself
			frames.setConnection(last.getMetadata());
		}
		if (last instanceof SequencedFrame sequenced) {
			frames.add(sequenced);
		}
		return true;
	}

	private @Nullable Msg next(int flags, @Nullable AtomicBoolean token) {
		Msg message = this.base.recv(flags, token);
		if (message == null) {
			int errno = this.base.errno();
			// EINTR: the thread was interrupted, and JeroMQ has consumed the interrupt
			if (errno != ZError.ECANCELED && errno != ZError.EINTR && errno != ZError.EAGAIN) {
				throw new ZMQException(errno);
			}
		}
		return message;
	}

}
