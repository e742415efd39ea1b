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

package io.zmqspring.subscriber;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.runtime.FormatWarnings.Difference;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.sequence.TrailingSequence;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.Frames;
import io.zmqspring.wire.EmbeddedSequence;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.wire.WireHeaders;

/**
 * Explains messages of a publisher that seems to use another wire format than the
 * subscriber, or headers that the subscriber does not expect.
 */
final class ForeignFormat {

	private static final int WITH_HEADERS = 3;

	private final WireFormat wireFormat;

	private final TopicRule topicRule;

	private final boolean headers;

	private final RoleStatus status;

	ForeignFormat(SubscriberSettings settings, RoleStatus status) {
		this.wireFormat = settings.wireFormat();
		this.topicRule = settings.topicRule();
		this.headers = settings.headers();
		this.status = status;
	}

	/**
	 * Reject a message with a wrong number of frames.
	 * @param frames the message
	 * @param count the number of its frames without headers and sequence
	 * @throws ZmqRejectedException if the number is wrong
	 */
	void checkCount(Frames frames, int count) {
		if (count != this.wireFormat.frames()) {
			throw new ZmqRejectedException(RejectReason.WRONG_FRAMES,
					"The message has " + frames.count() + ((frames.count() == 1) ? " frame" : " frames")
							+ ", but the wire format " + this.wireFormat.value() + " has " + this.wireFormat.frames()
							+ "; check the wire-format of both ends");
		}
	}

	/**
	 * Explain a rejected message, if its frames look like those of another format.
	 * @param frames the message
	 */
	void explain(Frames frames) {
		int count = frames.count() - (TrailingSequence.isIn(frames) ? 1 : 0);
		boolean endsWithHeaders = count == WITH_HEADERS && WireHeaders.looksLikeHeaders(frames.get(count - 1));
		if (this.wireFormat == WireFormat.MULTIPART) {
			if (count == 1) {
				explainOneFrame(frames.get(0));
			}
			else if (count > 2 && !this.headers) {
				explainMoreFrames(frames.get(1).length == 0, endsWithHeaders);
			}
		}
		else if (count == WireFormat.MULTIPART.frames() || endsWithHeaders) {
			reject(Difference.MULTIPART,
					count + " frames, like topic" + (endsWithHeaders ? ", payload and headers" : " and payload"),
					WireFormat.MULTIPART, endsWithHeaders ? ", and " + headersKey() + " to true" : "");
		}
		else if (this.wireFormat == WireFormat.SINGLE_FRAME && count == 1
				&& WireFormat.topicLength(frames.get(0)) < 0) {
			reject(Difference.RAW, "one frame without a space after the topic", WireFormat.RAW, "");
		}
	}

	private void explainOneFrame(byte[] frame) {
		int length = WireFormat.topicLength(frame);
		if (length > 0 && this.topicRule.allows(frame, length, WireFormat.SINGLE_FRAME)) {
			reject(Difference.SINGLE_FRAME, "one frame, like topic, space and payload", WireFormat.SINGLE_FRAME, "");
		}
		else {
			reject(Difference.RAW, "one frame, like the payload alone", WireFormat.RAW, "");
		}
	}

	private void explainMoreFrames(boolean secondIsEmpty, boolean endsWithHeaders) {
		if (secondIsEmpty) {
			this.status.formatWarnings()
				.warn(Difference.DELIMITER,
						"rejects messages whose second frame is empty. If it separates topic and payload, let the"
								+ " publisher omit it; in Spring Integration, call wrapTopic(false) on the"
								+ " ZeroMqMessageHandler. If it is an empty payload before headers, set " + headersKey()
								+ " to true");
		}
		else if (endsWithHeaders) {
			this.status.formatWarnings()
				.warn(Difference.HEADERS, "rejects messages with a third frame, which looks like headers, because "
						+ headersKey() + " is false. Set it to true, or let the publisher send no headers");
		}
	}

	private void reject(Difference difference, String frames, WireFormat apparent, String andSet) {
		this.status.formatWarnings()
			.warn(difference,
					"rejects messages of " + frames + ", because " + this.status.key() + ".wire-format is "
							+ this.wireFormat.value() + ". They look like wire-format " + apparent.value()
							+ ": set the key to that value" + andSet + ", or let the publisher send "
							+ this.wireFormat.value());
	}

	/**
	 * Explain headers in the payload of a message, which are left in it.
	 * @param frame the message
	 * @param topicLength the length of its topic
	 */
	void explainEmbeddedHeaders(byte[] frame, int topicLength) {
		if (this.wireFormat == WireFormat.SINGLE_FRAME && !this.headers && hasHeaders(frame, topicLength + 1)) {
			this.status.formatWarnings()
				.warn(Difference.HEADERS,
						"leaves the headers of messages in their payload, as the member _zmq, because " + headersKey()
								+ " is false. Set it to true, or let the publisher send no headers");
		}
	}

	private static boolean hasHeaders(byte[] frame, int from) {
		EmbeddedSequence sequence = EmbeddedSequence.read(frame, from);
		return (sequence != null) ? WireHeaders.areAt(sequence.payload(), 0) : WireHeaders.areAt(frame, from);
	}

	private String headersKey() {
		return this.status.key() + ".headers";
	}

}
