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
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.Deadline;

/**
 * A socket that hostile peers connect to, with one good peer.
 */
abstract class Target implements AutoCloseable {

	static final String TOPIC = "good";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int RENEW_EVERY = 10;

	/** How the messages of good peers begin. */
	static final String TEXT = "message ";

	private final PeerConnector connector;

	private final String peerType;

	private PeerSecurity security = PeerSecurity.NONE;

	private @Nullable GoodPeer good;

	private int exchanged;

	Target(PeerConnector connector, String peerType) {
		this.connector = connector;
		this.peerType = peerType;
	}

	PeerConnector connector() {
		return this.connector;
	}

	/**
	 * Return the socket type of the peers.
	 * @return the name in ZMTP, such as {@code SUB}
	 */
	String peerType() {
		return this.peerType;
	}

	/**
	 * Exchange one message with the good peer. A bound target gets a new good peer every
	 * tenth time.
	 * @throws IOException if the message did not arrive within 30 s
	 */
	void exchangeMessage() throws IOException {
		if (this.good != null && this.connector.targetIsBound() && this.exchanged % RENEW_EVERY == 0) {
			this.good.close();
			this.good = null;
		}
		if (this.good == null) {
			this.good = connectGoodPeer();
			prepare(this.good);
		}
		String text = TEXT + ++this.exchanged;
		Deadline deadline = Deadline.in(TIMEOUT);
		sendOnce(this.good, text);
		while (!isReceived(this.good, text)) {
			if (deadline.hasPassed()) {
				throw new IOException("The message of the good peer did not arrive within " + TIMEOUT);
			}
		}
	}

	final void useSecurity(PeerSecurity of) {
		this.security = of;
	}

	final GoodPeer connectGoodPeer() throws IOException {
		return GoodPeer.connect(this.connector::connectGoodPeer, this.peerType, this.security);
	}

	/**
	 * Prepare a good peer that has just connected.
	 * @param peer the peer
	 * @throws IOException if the connection of the good peer is lost
	 */
	void prepare(GoodPeer peer) throws IOException {
	}

	/**
	 * Begin an exchange. Called once per message.
	 * @param peer the good peer
	 * @param text the message to or from the good peer
	 * @throws IOException if the connection of the good peer is lost
	 */
	void sendOnce(GoodPeer peer, String text) throws IOException {
	}

	/**
	 * Return whether the message has arrived. Called until it has.
	 * @param peer the good peer
	 * @param text the message to or from the good peer
	 * @return whether it has arrived
	 * @throws IOException if the connection of the good peer is lost
	 */
	abstract boolean isReceived(GoodPeer peer, String text) throws IOException;

	/**
	 * Return the faults of the target.
	 * @return the faults, empty if there are none
	 */
	abstract String faults();

	@Override
	public void close() throws IOException {
		if (this.good != null) {
			this.good.close();
		}
		this.connector.close();
	}

}
