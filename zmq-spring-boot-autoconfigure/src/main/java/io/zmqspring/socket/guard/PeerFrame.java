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

package io.zmqspring.socket.guard;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

import io.zmqspring.socket.frame.SequencedFrame;

/**
 * A frame from a peer. JeroMQ's {@code StreamEngine} calls {@link #setMetadata} on each
 * frame after the handshake, before it passes the frame to the socket. The guard decides
 * at this call. JeroMQ discards frames with the command flag, so a refused frame gets
 * this flag.
 */
class PeerFrame extends Msg {

	/** Why frames are not checked, {@code null} if they are. */
	static final @Nullable String FAULT = isSetMetadataCalled() ? null
			: "the limits for peers have no effect, because this JeroMQ does not call setMetadata for each frame";

	private static final Log logger = LogFactory.getLog(PeerGuard.class);

	static {
		if (FAULT != null) {
			logger.warn("Peers may send frames, subscriptions and messages without limits: " + FAULT
					+ "; use JeroMQ 0.6.0");
		}
	}

	// The only field, because another one would make every frame eight bytes larger
	private final Arrival arrival;

	PeerFrame(byte[] content, Arrival arrival) {
		super(content);
		this.arrival = arrival;
	}

	/**
	 * Whether JeroMQ calls {@link #setMetadata} of this class. If a different JeroMQ does
	 * not, the limits for peers have no effect.
	 * @return {@code true} with JeroMQ 0.6.0
	 */
	static boolean isChecked() {
		return FAULT == null;
	}

	// resetMetadata() of JeroMQ calls setMetadata(null), like its StreamEngine does with
	// the metadata of a connection
	private static boolean isSetMetadataCalled() {
		boolean[] called = new boolean[1];
		try {
			new Msg() {

				@Override
				public Msg setMetadata(@Nullable Metadata metadata) {
					called[0] = true;
					return this;
				}

			}.resetMetadata();
		}
		catch (LinkageError ex) {
			return false;
		}
		return called[0];
	}

	/**
	 * Make JeroMQ discard this frame.
	 */
	void discard() {
		setFlags(COMMAND);
	}

	@Override
	public final Msg setMetadata(@Nullable Metadata metadata) {
		if (metadata != null) {
			this.arrival.of(this, metadata);
		}
		return super.setMetadata(metadata);
	}

	/**
	 * A frame and the last frame of its message.
	 */
	static final class Sequenced extends PeerFrame implements SequencedFrame {

		private final long epoch;

		private final long number;

		private final long time;

		Sequenced(byte[] content, long epoch, long number, long time, Arrival arrival) {
			super(content, arrival);
			this.epoch = epoch;
			this.number = number;
			this.time = time;
		}

		@Override
		public long epoch() {
			return this.epoch;
		}

		@Override
		public long number() {
			return this.number;
		}

		@Override
		public long time() {
			return this.time;
		}

	}

	/**
	 * Checks a frame that has arrived, before it is passed to the socket.
	 */
	@FunctionalInterface
	interface Arrival {

		void of(PeerFrame frame, Metadata metadata);

	}

}
