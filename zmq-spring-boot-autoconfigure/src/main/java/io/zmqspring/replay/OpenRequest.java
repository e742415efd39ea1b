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

import java.time.Duration;

/**
 * A request that is not answered yet. It is sent again after a second, because the
 * request or its answer may be lost.
 */
final class OpenRequest {

	static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

	static final int MOST_TRIES = 3;

	private final long id;

	private final byte[] frame;

	private int tries;

	private long sentAt;

	private boolean refused;

	OpenRequest(long id, byte[] frame) {
		this.id = id;
		this.frame = frame;
	}

	long id() {
		return this.id;
	}

	byte[] frame() {
		return this.frame;
	}

	void sent(long now) {
		this.tries++;
		this.sentAt = now;
	}

	/**
	 * The peer has asked to wait.
	 */
	void refused() {
		this.refused = true;
	}

	boolean wasRefused() {
		return this.refused;
	}

	boolean isDue(long now) {
		return now - this.sentAt >= RETRY_NANOS;
	}

	boolean isExhausted() {
		return this.tries >= MOST_TRIES;
	}

}
