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

package io.zmqspring.socket.engine.joining;

import zmq.Msg;
import zmq.pipe.Pipe;

import io.zmqspring.socket.lastvalue.LastValue;

/**
 * Writes last values into the queue of one subscriber, on top of its high-water mark:
 * each value raises the mark by one, so that the values neither need nor take the room of
 * other messages. When half of the queue is free again, the mark gets its old value. Used
 * by the thread that holds the lock of the socket.
 */
final class ValueWriter {

	private final PipeMembers members;

	private final Pipe pipe;

	private final LastValue.FrameWriter frames;

	private int raised;

	private int limit;

	private int written;

	ValueWriter(PipeMembers members, Pipe pipe) {
		this.members = members;
		this.pipe = pipe;
		this.frames = (frame, more) -> pipe.write(message(frame, more));
	}

	private static Msg message(byte[] frame, boolean more) {
		Msg message = new Msg(frame);
		if (more) {
			message.setFlags(Msg.MORE);
		}
		return message;
	}

	/**
	 * Whether the subscriber may receive messages.
	 * @return {@code false} if it is leaving
	 */
	boolean isActive() {
		return this.members.isActive(this.pipe);
	}

	/**
	 * Begin to write.
	 * @param most the largest number of messages
	 */
	void begin(int most) {
		this.limit = (int) this.members.limit().get(this.pipe);
		this.written = 0;
		if (this.limit > 0 && isActive()) {
			this.members.limit().set(this.pipe, this.limit + most);
			// A queue that was full takes messages again although it is not half empty
			this.members.open().set(this.pipe, true);
		}
	}

	/**
	 * Write a message. A subscriber that is leaving gets none.
	 * @param value the message
	 */
	void write(LastValue value) {
		value.writeTo(this.frames);
		this.written++;
	}

	/**
	 * Hand the messages over to the subscriber.
	 */
	void end() {
		if (this.limit > 0) {
			this.members.limit().set(this.pipe, this.limit + this.written);
			this.raised += this.written;
		}
		this.pipe.flush();
	}

	/**
	 * Restore the high-water mark if half of the queue is free.
	 */
	void settle() {
		if (this.raised > 0) {
			int own = (int) this.members.limit().get(this.pipe) - this.raised;
			if (this.members.waiting(this.pipe) <= own / 2) {
				this.members.limit().set(this.pipe, own);
				this.raised = 0;
			}
		}
	}

	/**
	 * By how much the high-water mark is raised.
	 * @return the number of values since the queue was half empty
	 */
	int raised() {
		return this.raised;
	}

}
