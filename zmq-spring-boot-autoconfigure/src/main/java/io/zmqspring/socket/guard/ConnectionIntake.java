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

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.Metadata;

import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.socket.connection.SocketEvent;

/**
 * Takes in the frames of one connection: reserves their memory, checks commands before
 * JeroMQ reads them, and has the guard check messages.
 */
final class ConnectionIntake implements FrameIntake, PeerFrame.Arrival {

	// An empty command
	private static final byte[] IGNORED = new byte[0];

	private final PeerGuard guard;

	private final PeerConnection connection;

	private final long largestFrame;

	private final SecurityMechanism mechanism;

	private final @Nullable Runnable resume;

	private int reserved;

	private boolean pinged;

	ConnectionIntake(PeerGuard guard, PeerConnection connection, long largestFrame, SecurityMechanism mechanism,
			@Nullable Runnable resume) {
		this.guard = guard;
		this.connection = connection;
		this.largestFrame = largestFrame + mechanism.overhead();
		this.mechanism = mechanism;
		this.resume = resume;
	}

	@Override
	public long largestFrame() {
		return this.largestFrame;
	}

	@Override
	public boolean isHandshakeDone() {
		return this.connection.isHandshakeDone();
	}

	@Override
	public boolean mayBegin() {
		return this.resume == null || this.guard.mayBegin(this.connection, this.resume);
	}

	@Override
	public boolean reserve(int bytes) {
		if (!this.connection.memory().take(bytes)) {
			refuseForMemory();
			return false;
		}
		this.reserved += bytes;
		return true;
	}

	@Override
	public void progressed(int bytes) {
		this.connection.memory().arrived(bytes);
	}

	@Override
	public void release() {
		this.connection.memory().giveBack(this.reserved);
		this.reserved = 0;
	}

	// The mechanisms PLAIN and CURVE check the commands of their handshakes
	@Override
	public byte @Nullable [] command(byte[] content, boolean handshake) {
		boolean checkedLater = handshake ? this.mechanism != SecurityMechanism.NULL
				: this.mechanism == SecurityMechanism.CURVE;
		return checkedLater ? content : checked(content, handshake);
	}

	@Override
	public byte @Nullable [] decryptedCommand(byte[] content) {
		return (content.length <= FrameDecoder.LARGEST_COMMAND) ? checked(content, false) : null;
	}

	// JeroMQ answers each PING by a write of its own. Of many in one read, one answer
	// serves the peer as well
	private byte @Nullable [] checked(byte[] content, boolean handshake) {
		if (!CommandCheck.isAcceptable(content, handshake)) {
			return null;
		}
		if (!CommandCheck.isPing(content)) {
			return content;
		}
		boolean first = !this.pinged;
		this.pinged = true;
		return first ? content : IGNORED;
	}

	@Override
	public void onRead() {
		this.pinged = false;
	}

	@Override
	public Msg frame(byte[] content) {
		return new PeerFrame(content, this);
	}

	@Override
	public Msg frame(byte[] content, long epoch, long number, long time) {
		return new PeerFrame.Sequenced(content, epoch, number, time, this);
	}

	@Override
	public void of(PeerFrame frame, Metadata metadata) {
		this.guard.arrived(frame, this.connection);
	}

	@Override
	public void refuseMalformed() {
		this.guard.end(this.connection, SocketEvent.Kind.MALFORMED);
	}

	@Override
	public void refuseForMemory() {
		this.guard.end(this.connection, SocketEvent.Kind.NO_MEMORY);
	}

	@Override
	public void close() {
		this.guard.closed(this.connection);
	}

}
