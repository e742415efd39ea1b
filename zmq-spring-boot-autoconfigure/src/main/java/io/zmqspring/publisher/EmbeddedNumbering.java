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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.wire.EmbeddedSequence;

/**
 * The numbering of one message with {@code wire-format: single-frame}: its only frame
 * contains the sequence. The frame is prepared before it has a number, so that little is
 * left to do with the lock of the socket.
 */
final class EmbeddedNumbering implements PublishingSocket.Numbering {

	private final NumberedTopic topic;

	private final byte[] payload;

	private final byte @Nullable [] headers;

	private byte[] frame;

	private int digits;

	private long time;

	private EmbeddedNumbering(NumberedTopic topic, byte[] payload, byte @Nullable [] headers, byte[] frame,
			int digits) {
		this.topic = topic;
		this.payload = payload;
		this.headers = headers;
		this.frame = frame;
		this.digits = digits;
	}

	/**
	 * Prepare the frame of a message.
	 * @param topic its topic
	 * @param payload its payload
	 * @param headers its encoded headers, if any
	 * @return the numbering, {@code null} if the payload is not a JSON object and
	 * therefore carries no number
	 */
	static @Nullable EmbeddedNumbering of(NumberedTopic topic, byte[] payload, byte @Nullable [] headers) {
		long number = topic.probablyNext();
		byte[] frame = EmbeddedSequence.reserve(topic.bytes(), payload, headers, number);
		return (frame != null) ? new EmbeddedNumbering(topic, payload, headers, frame, EmbeddedSequence.digits(number))
				: null;
	}

	/**
	 * The frame of the message, whose number is not valid yet.
	 * @return the frame
	 */
	byte[] frame() {
		return this.frame;
	}

	@Override
	public byte[] begin(byte[] first) {
		TopicCounter counter = this.topic.counter();
		long number = counter.number() + 1;
		int needed = EmbeddedSequence.digits(number);
		if (needed != this.digits) {
			this.digits = needed;
			this.frame = Objects
				.requireNonNull(EmbeddedSequence.reserve(this.topic.bytes(), this.payload, this.headers, number));
		}
		this.time = this.topic.numbers().time();
		EmbeddedSequence.write(this.frame, this.topic.start().length, counter.epoch(), number, this.time);
		return this.frame;
	}

	@Override
	public byte @Nullable [] accepted(byte[] first, byte @Nullable [] second, byte @Nullable [] third) {
		TopicCounter counter = this.topic.counter();
		counter.next();
		this.topic.numbers().keep(this.topic, counter, this.time, this.payload, this.headers);
		return null;
	}

}
