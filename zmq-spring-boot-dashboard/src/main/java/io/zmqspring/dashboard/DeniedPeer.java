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

package io.zmqspring.dashboard;

import java.util.Objects;

import io.zmqspring.role.ZmqDeniedEvent;

/**
 * A peer that was denied.
 *
 * @param role the role that denied it, such as {@code publisher camera}
 * @param peer the fingerprint of its key, or its host if it has proved no key
 * @param reason why
 * @param times how often
 * @param last the last time, in milliseconds since 1970
 */
record DeniedPeer(String role, String peer, String reason, long times, long last) {

	static DeniedPeer of(ZmqDeniedEvent event) {
		return new DeniedPeer(event.role() + " " + event.name(),
				Objects.requireNonNullElseGet(event.fingerprint(),
						() -> host(Objects.requireNonNullElse(event.remote(), event.address()))),
				event.reason().sentence(), 1, System.currentTimeMillis());
	}

	// A peer has another port or number each time
	static String host(String remote) {
		return remote.replaceFirst("^(\\w+://.+):\\d+$", "$1").replaceFirst("^ipc peer \\d+", "ipc peer");
	}

	boolean isSamePeer(DeniedPeer other) {
		return this.role.equals(other.role) && this.peer.equals(other.peer) && this.reason.equals(other.reason);
	}

	DeniedPeer after(DeniedPeer before) {
		return new DeniedPeer(this.role, this.peer, this.reason, before.times + 1, this.last);
	}

}
