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

/**
 * How much each peer may ask for: a number of requests per second, and a share of the
 * bytes that are sent. Used by one thread.
 */
final class RequestLimits {

	/** The most requests of a peer per second. */
	static final int REQUESTS = 100;

	/** The most bytes of an answer, if few peers ask. */
	static final int LARGEST_ANSWER = 1024 * 1024;

	/** The most bytes of an answer, however many peers ask. */
	static final int SMALLEST_ANSWER = 16 * 1024;

	// One answer for each peer. More would let peers wait that are alone
	private static final int BYTES_OF_ALL = 8 * 1024 * 1024;

	private static final int MOST_PEERS = 4096;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Map<ByteBuffer, Peer> peers = new LinkedHashMap<>();

	private long countedAt;

	private int active = 1;

	private boolean counted;

	/**
	 * Count a request.
	 * @param identity the peer
	 * @param now the present time
	 * @return what to do with it
	 */
	Decision check(byte[] identity, long now) {
		ByteBuffer key = ByteBuffer.wrap(identity);
		// The map keeps the peer last that has asked last
		Peer peer = this.peers.remove(key);
		if (peer == null) {
			peer = new Peer(now);
			if (this.peers.size() >= MOST_PEERS) {
				this.peers.remove(this.peers.keySet().iterator().next());
			}
		}
		this.peers.put(key, peer);
		return peer.ask(now);
	}

	/**
	 * The room of an answer: the more peers ask, the smaller it is, so that each of them
	 * gets its answer soon.
	 * @param now the present time
	 * @return bytes
	 */
	int mostBytes(long now) {
		if (!this.counted || now - this.countedAt > SECOND / 10) {
			this.counted = true;
			this.countedAt = now;
			this.peers.values().removeIf((peer) -> now - peer.askedAt > SECOND && peer.isIdle(now));
			this.active = (int) this.peers.values().stream().filter((peer) -> now - peer.askedAt <= SECOND).count();
		}
		return Math.max(SMALLEST_ANSWER, Math.min(LARGEST_ANSWER, BYTES_OF_ALL / Math.max(1, this.active)));
	}

	int peers() {
		return this.peers.size();
	}

	/**
	 * What to do with a request.
	 */
	enum Decision {

		/** Answer it. */
		ANSWER,

		/** Tell the peer that it asks too often. */
		REFUSE,

		/** Ignore it: the peer was told so a moment ago. */
		IGNORE

	}

	/**
	 * The requests of a peer.
	 */
	private static final class Peer {

		private double tokens = REQUESTS;

		private long askedAt;

		private long refusedAt;

		private boolean refused;

		Peer(long now) {
			this.askedAt = now;
		}

		Decision ask(long now) {
			this.tokens = Math.min(REQUESTS, this.tokens + (now - this.askedAt) * (double) REQUESTS / SECOND);
			this.askedAt = now;
			if (this.tokens >= 1) {
				this.tokens--;
				return Decision.ANSWER;
			}
			if (this.refused && now - this.refusedAt < SECOND) {
				return Decision.IGNORE;
			}
			this.refused = true;
			this.refusedAt = now;
			return Decision.REFUSE;
		}

		boolean isIdle(long now) {
			return this.tokens + (now - this.askedAt) * (double) REQUESTS / SECOND >= REQUESTS;
		}

	}

}
