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

package io.zmqspring.wire;

import java.util.Arrays;

/**
 * How topic and payload stand on the wire. Nothing else is added, so that plain ZeroMQ
 * programs read and write the same bytes.
 *
 * @since 0.1
 */
public enum WireFormat {

	/** Two frames: topic, payload. The Rev C container pattern and most ZeroMQ code. */
	MULTIPART(2),

	/** One frame: topic, one space, payload. The Experimance services. */
	SINGLE_FRAME(1),

	/**
	 * One frame: the payload; its first bytes are what subscriptions filter. TEA-STREAM.
	 */
	RAW(1);

	private final int frames;

	WireFormat(int frames) {
		this.frames = frames;
	}

	/**
	 * How many frames a PUB/SUB message has.
	 * @return the number
	 */
	public int frames() {
		return this.frames;
	}

	/**
	 * Topic, space and payload as one {@link #SINGLE_FRAME}.
	 * @param topic the topic's bytes
	 * @param payload the payload
	 * @return a new frame
	 */
	public static byte[] join(byte[] topic, byte[] payload) {
		byte[] frame = Arrays.copyOf(topic, topic.length + 1 + payload.length);
		frame[topic.length] = ' ';
		System.arraycopy(payload, 0, frame, topic.length + 1, payload.length);
		return frame;
	}

	/**
	 * Where the topic of a {@link #SINGLE_FRAME} ends.
	 * @param frame the frame
	 * @return the index of the first space; -1 for a frame without one, which has no
	 * topic
	 */
	public static int topicLength(byte[] frame) {
		for (int i = 0; i < frame.length; i++) {
			if (frame[i] == ' ') {
				return i;
			}
		}
		return -1;
	}

}
