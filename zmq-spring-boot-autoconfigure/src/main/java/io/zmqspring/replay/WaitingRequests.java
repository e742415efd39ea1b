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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Requests whose answers wait until others are read, at most one of each peer. They are
 * answered in their order. Used by one thread.
 */
final class WaitingRequests {

	// Requests of subscribers have some hundred bytes. A request that is not kept is sent
	// again by its peer
	private static final int MOST_BYTES = 1024 * 1024;

	// The peer repeats a request after a second
	private static final long FORGOTTEN_AFTER = Duration.ofSeconds(3).toNanos();

	private final Map<ByteBuffer, Waiting> requests = new LinkedHashMap<>();

	private int bytes;

	/**
	 * Keep a request. The place of the peer in the order stays.
	 * @param request the request
	 * @param size the size of its answer
	 * @param now the present time
	 */
	void add(PeerRequest request, long size, long now) {
		Waiting before = this.requests.get(request.peer());
		int added = request.frame().length - ((before != null) ? before.request.frame().length : 0);
		if (this.bytes + added <= MOST_BYTES) {
			this.bytes += added;
			this.requests.put(request.peer(), new Waiting(request, size, now));
		}
	}

	/**
	 * Whether a request waits already.
	 * @param request the request
	 * @param now the present time
	 * @return {@code true} if it repeats the one that waits
	 */
	boolean repeat(PeerRequest request, long now) {
		Waiting before = this.requests.get(request.peer());
		if (before == null || !request.repeats(before.request)) {
			return false;
		}
		this.requests.put(request.peer(), new Waiting(request, before.size, now));
		return true;
	}

	boolean isEmpty() {
		return this.requests.isEmpty();
	}

	/**
	 * Remove the first request, if it has room. Requests of peers that do not ask any
	 * more are forgotten.
	 * @param room tells whether there is room for the size of an answer
	 * @param now the present time
	 * @return the request, {@code null} if there is none, or no room
	 */
	@Nullable PeerRequest poll(LongPredicate room, long now) {
		while (!this.requests.isEmpty()) {
			Waiting first = this.requests.values().iterator().next();
			boolean forgotten = now - first.at > FORGOTTEN_AFTER;
			if (!forgotten && !room.test(first.size)) {
				return null;
			}
			this.requests.remove(first.request.peer());
			this.bytes -= first.request.frame().length;
			if (!forgotten) {
				return first.request;
			}
		}
		return null;
	}

	/**
	 * A request that waits.
	 *
	 * @param request the request
	 * @param size the size of its answer
	 * @param at when it was received last
	 */
	private record Waiting(PeerRequest request, long size, long at) {
	}

}
