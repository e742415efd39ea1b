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

package io.zmqspring.replay.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered with what it asks for.
 *
 * @since 0.1
 */
public enum ReplayError {

	/** The request is not a request of this protocol, or its fields contradict. */
	MALFORMED(1),

	/** The request has more, or longer, parts than the protocol allows. */
	TOO_LARGE(2),

	/** The request has a type or a flag that the publisher does not know. */
	UNSUPPORTED(3),

	/** The peer asks too often. */
	TOO_MANY(4),

	/** The publisher has failed to answer. */
	FAILED(5);

	private final int code;

	ReplayError(int code) {
		this.code = code;
	}

	int code() {
		return this.code;
	}

	static @Nullable ReplayError of(int code) {
		for (ReplayError error : values()) {
			if (error.code == code) {
				return error;
			}
		}
		return null;
	}

}
