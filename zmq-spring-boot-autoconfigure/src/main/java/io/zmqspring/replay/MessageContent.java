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

package io.zmqspring.replay;

import java.util.Arrays;
import java.util.Map;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.socket.Frames;
import io.zmqspring.wire.EmbeddedSequence;
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.WireFormat;

/**
 * What a message that was held, or received again, means to a handler.
 *
 * @param payload the payload without sequence and headers
 * @param headers the headers, empty if there are none
 * @since 0.1
 */
public record MessageContent(byte[] payload, Map<String, String> headers) {

	/**
	 * Copy a message that has to wait.
	 * @param wireFormat its wire format
	 * @param frames the message
	 * @param topic its topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time its time of sending
	 * @return the message as its publisher has sent it
	 */
	public static SequencedMessage copy(WireFormat wireFormat, Frames frames, byte[] topic, long epoch, long number,
			long time) {
		byte[] first = frames.get(0);
		boolean single = wireFormat == WireFormat.SINGLE_FRAME;
		byte[] body = single ? Arrays.copyOfRange(first, topic.length + 1, first.length) : frames.get(1);
		byte[] headerFrame = (!single && frames.count() > wireFormat.frames() + 1) ? frames.get(2) : null;
		return new SequencedMessage(epoch, topic, number, time, body, headerFrame, frames.userId(),
				frames.peerAddress(), false);
	}

	/**
	 * Read a message.
	 * @param message the message as its publisher has sent it
	 * @param wireFormat its wire format
	 * @param withHeaders whether the subscriber reads headers
	 * @return what it means
	 * @throws ZmqRejectedException if it has headers that are invalid, or not expected
	 */
	public static MessageContent of(SequencedMessage message, WireFormat wireFormat, boolean withHeaders) {
		byte[] headers = message.headers();
		if (wireFormat == WireFormat.SINGLE_FRAME) {
			return (headers != null) ? single(message.payload(), headers, withHeaders)
					: single(message.payload(), withHeaders);
		}
		if (headers != null && !withHeaders) {
			throw new ZmqRejectedException(RejectReason.WRONG_FRAMES,
					"The message has headers; set headers at both ends to the same value");
		}
		return new MessageContent(message.payload(), (headers != null) ? HeaderFormat.decode(headers) : Map.of());
	}

	// It was sent again: its frame had the headers, too
	private static MessageContent single(byte[] payload, byte[] headers, boolean withHeaders) {
		return withHeaders ? new MessageContent(payload, HeaderFormat.decode(headers))
				: new MessageContent(HeaderFormat.embed(payload, headers), Map.of());
	}

	private static MessageContent single(byte[] body, boolean withHeaders) {
		EmbeddedSequence sequence = EmbeddedSequence.read(body, 0);
		byte[] payload = (sequence != null) ? sequence.payload() : body;
		HeaderFormat.Embedded embedded = withHeaders ? HeaderFormat.extract(payload) : null;
		return (embedded != null) ? new MessageContent(embedded.payload(), embedded.headers())
				: new MessageContent(payload, Map.of());
	}

}
