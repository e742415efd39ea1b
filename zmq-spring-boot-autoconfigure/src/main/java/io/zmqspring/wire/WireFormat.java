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
import java.util.Locale;

/**
 * How topic and payload are encoded. Nothing else is added, so that other ZeroMQ programs
 * can read and write the same bytes.
 *
 * @since 0.1
 */
public enum WireFormat {

	/**
	 * Two frames: topic, payload. Used by the Rev C container pattern and most ZeroMQ
	 * programs.
	 */
	MULTIPART(2),

	/** One frame: topic, one space, payload. Used by the Experimance services. */
	SINGLE_FRAME(1),

	/**
	 * One frame: the payload. Subscriptions filter by its first bytes. Used by
	 * TEA-STREAM.
	 */
	RAW(1);

	private final int frames;

	WireFormat(int frames) {
		this.frames = frames;
	}

	/**
	 * The number of frames of a PUB/SUB message.
	 * @return the number
	 */
	public int frames() {
		return this.frames;
	}

	/**
	 * The value in the settings.
	 * @return such as {@code single-frame}
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Join topic, space and payload to one {@link #SINGLE_FRAME}.
	 * @param topic the encoded topic
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
	 * Return the length of the topic in a {@link #SINGLE_FRAME}.
	 * @param frame the frame
	 * @return the index of the first space, -1 if there is no space and therefore no
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
