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

package io.zmqspring.publisher;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

/**
 * A topic whose messages are numbered. As the numbering of a message it adds the sequence
 * as the last frame, for {@code wire-format: multipart}.
 */
final class NumberedTopic extends OutboundTopic implements PublishingSocket.Numbering {

	private final MessageNumbers numbers;

	// Used for each message, with the lock of the socket
	private final byte[] sequence = new byte[SequenceFrame.LENGTH];

	private @Nullable TopicCounter counter;

	NumberedTopic(String name, byte[] bytes, WireFormat wireFormat, MessageNumbers numbers) {
		super(name, bytes, wireFormat);
		this.numbers = numbers;
	}

	MessageNumbers numbers() {
		return this.numbers;
	}

	/**
	 * The counter of this topic, with the lock of the socket.
	 * @return the counter of the present epoch
	 */
	TopicCounter counter() {
		TopicCounter current = this.numbers.counter(name(), this.counter);
		this.counter = current;
		return current;
	}

	/**
	 * The number that the next message probably gets, without the lock of the socket.
	 * @return the number
	 */
	long probablyNext() {
		TopicCounter last = this.counter;
		return (last != null) ? last.number() + 1 : 1;
	}

	// Not later: a new counter is created, and perhaps logged
	@Override
	public byte[] begin(byte[] first) {
		counter();
		return first;
	}

	@Override
	public byte[] accepted(byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
		TopicCounter current = counter();
		long time = this.numbers.time();
		SequenceFrame.write(this.sequence, current.epoch(), current.next(), time);
		this.numbers.keep(this, current, time, second, third);
		return this.sequence;
	}

}
