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

package io.zmqspring.sample;

/**
 * A command to the camera. Its JSON form is <code>{"fps": 5}</code>.
 *
 * @param fps the new number of pictures per second, 1 to 50
 */
public record CameraCommand(int fps) {

	private static final int MAX_FPS = 50;

	/**
	 * Create a command.
	 * @throws IllegalArgumentException if the rate is out of range
	 */
	public CameraCommand {
		if (fps < 1 || fps > MAX_FPS) {
			throw new IllegalArgumentException("fps is " + fps + ", but must be from 1 to " + MAX_FPS);
		}
	}

}
