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

package io.zmqspring.sequence;

import org.jspecify.annotations.Nullable;

import io.zmqspring.socket.Frames;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

/**
 * Finds the sequence of a message of several frames: after topic, payload and perhaps
 * headers.
 *
 * @since 0.1
 */
public final class TrailingSequence {

	private TrailingSequence() {
	}

	/**
	 * Find the sequence.
	 * @param frames the message
	 * @return its last frame, {@code null} if that is none
	 */
	public static byte @Nullable [] of(Frames frames) {
		int count = frames.count();
		if (count <= WireFormat.MULTIPART.frames() || count > Frames.KEPT) {
			return null;
		}
		byte[] last = frames.get(count - 1);
		return SequenceFrame.isSequence(last) ? last : null;
	}

}
