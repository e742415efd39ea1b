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

package io.zmqspring.settings.security;

/**
 * The security mechanisms of ZMTP (RFC 23).
 *
 * @since 0.1
 */
public enum SecurityMechanism {

	/** Peers are not known, frames are sent in clear text. */
	NULL(0),

	/** Peers have a name and a password, frames are sent in clear text. */
	PLAIN(0),

	/** Peers have keys, frames are encrypted. */
	CURVE(33);

	private final int overhead;

	SecurityMechanism(int overhead) {
		this.overhead = overhead;
	}

	/**
	 * How much longer a frame is on the wire than its content.
	 * @return bytes
	 */
	public int overhead() {
		return this.overhead;
	}

}
