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
		byte[] body = message.payload();
		byte[] headerFrame = message.headers();
		if (wireFormat == WireFormat.SINGLE_FRAME) {
			EmbeddedSequence sequence = EmbeddedSequence.read(body, 0);
			body = (sequence != null) ? sequence.payload() : body;
			HeaderFormat.Embedded embedded = withHeaders ? HeaderFormat.extract(body) : null;
			if (embedded != null) {
				return new MessageContent(embedded.payload(), embedded.headers());
			}
		}
		else if (headerFrame != null && !withHeaders) {
			throw new ZmqRejectedException(RejectReason.WRONG_FRAMES,
					"The message has headers; set headers at both ends to the same value");
		}
		return new MessageContent(body,
				(headerFrame != null && withHeaders) ? HeaderFormat.decode(headerFrame) : Map.of());
	}

}
