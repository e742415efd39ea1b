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

package io.zmqspring.scenario.hostile;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A socket under attack, with a good peer beside the hostile ones.
 */
abstract class Target implements AutoCloseable {

	static final String TOPIC = "good";

	private static final int TIMEOUT_SECONDS = 10;

	private static final int RENEW_EVERY = 10;

	private final PeerConnector connector;

	private final String peerType;

	private @Nullable GoodPeer good;

	private int served;

	Target(PeerConnector connector, String peerType) {
		this.connector = connector;
		this.peerType = peerType;
	}

	PeerConnector connector() {
		return this.connector;
	}

	/**
	 * The socket type of a peer that belongs here.
	 * @return such as {@code SUB}
	 */
	String peerType() {
		return this.peerType;
	}

	/**
	 * Serve the good peer once; where peers dial in, a new one every tenth time.
	 * @throws IOException if it cannot be served
	 */
	void exchangeMessage() throws IOException {
		if (this.good != null && this.connector.targetIsBound() && this.served % RENEW_EVERY == 0) {
			this.good.close();
			this.good = null;
		}
		if (this.good == null) {
			this.good = GoodPeer.connect(this.connector, this.peerType);
			prepare(this.good);
		}
		String text = "message " + ++this.served;
		long deadline = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
		sendOnce(this.good, text);
		while (!isServed(this.good, text)) {
			if (System.nanoTime() - deadline > 0) {
				throw new IOException("The good peer was not served within " + TIMEOUT_SECONDS + " s");
			}
		}
	}

	/**
	 * A good peer has just come.
	 * @param peer the peer
	 * @throws IOException if it cannot be told anything
	 */
	void prepare(GoodPeer peer) throws IOException {
	}

	/**
	 * Done once per service.
	 * @param peer the good peer
	 * @param text goes to it, or comes from it
	 * @throws IOException if it cannot be told anything
	 */
	void sendOnce(GoodPeer peer, String text) throws IOException {
	}

	/**
	 * Done until it succeeds.
	 * @param peer the good peer
	 * @param text goes to it, or comes from it
	 * @return whether it has arrived
	 * @throws IOException if the connection of the good peer is lost
	 */
	abstract boolean isServed(GoodPeer peer, String text) throws IOException;

	/**
	 * What is wrong with it.
	 * @return a sentence, empty if all is well
	 */
	abstract String problem();

	@Override
	public void close() throws IOException {
		if (this.good != null) {
			this.good.close();
		}
		this.connector.close();
	}

}
