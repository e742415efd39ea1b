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

/**
 * Provides the frames of a message as the receiving thread does. Not thread-safe.
 */
public final class ReadyFrames {

	private final Frames frames = new Frames();

	/**
	 * Return the frames of a message, which are valid until the next call.
	 * @param wire the content of the frames
	 * @return the frames, always the same instance
	 */
	public Frames of(byte[]... wire) {
		this.frames.clear();
		for (byte[] frame : wire) {
			this.frames.add(frame);
		}
		return this.frames;
	}

}
