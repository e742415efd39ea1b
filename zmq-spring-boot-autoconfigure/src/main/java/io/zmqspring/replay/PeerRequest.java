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

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.ReplayRequest;

/**
 * A request that was received.
 *
 * @param peer the frame before it, which identifies the peer
 * @param frame the request
 * @param connection the name of the connection, {@code null} over inproc
 */
record PeerRequest(ByteBuffer peer, byte[] frame, @Nullable String connection) {

	PeerRequest(byte[] peer, byte[] frame, @Nullable String connection) {
		this(ByteBuffer.wrap(peer), frame, connection);
	}

	byte[] identity() {
		return this.peer.array();
	}

	/**
	 * Whether this is another request of the same kind. Its peer then waits for the
	 * answer to the earlier one no more.
	 * @param earlier an earlier request of the peer
	 * @return {@code false} if this one repeats it, or is of another kind
	 */
	boolean follows(PeerRequest earlier) {
		return ReplayRequest.typeOf(this.frame) == ReplayRequest.typeOf(earlier.frame) && !repeats(earlier);
	}

	boolean repeats(PeerRequest earlier) {
		return Arrays.equals(this.frame, earlier.frame);
	}

}
