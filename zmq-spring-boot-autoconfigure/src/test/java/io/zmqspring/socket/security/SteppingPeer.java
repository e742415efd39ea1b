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

package io.zmqspring.socket.security;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

import zmq.Msg;

import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.frame.SealedFrame;
import io.zmqspring.testsupport.RawConnection;

/**
 * The other side of a handshake, which goes as far as a test wants it to.
 */
final class SteppingPeer implements AutoCloseable {

	private static final int COMMAND = 4;

	private static final int LONG = 2;

	private final RawConnection connection;

	private final DataInputStream in;

	private final OutputStream out;

	private final Handshake handshake;

	private final String mechanism;

	private final boolean server;

	/**
	 * Create the peer.
	 * @param connection its connection
	 * @param security its keys or users
	 * @param role its role
	 * @throws IOException if the connection is lost
	 */
	SteppingPeer(RawConnection connection, SocketSecurity security, SecurityRole role) throws IOException {
		this.connection = connection;
		this.connection.setTimeout(10_000);
		this.connection.setNoDelay();
		this.in = new DataInputStream(connection.in());
		this.out = connection.out();
		this.mechanism = security.mechanism().name();
		this.server = role == SecurityRole.SERVER;
		this.handshake = (Handshake) security.create("tcp://peer", new RecordingListener());
	}

	/**
	 * Perform the handshake as far as a step.
	 * @param last the step
	 * @return this
	 * @throws IOException if the connection is lost
	 */
	SteppingPeer perform(Step last) throws IOException {
		byte[] greeting = greeting();
		switch (last) {
			case NOTHING -> {
			}
			case VERSION -> this.out.write(greeting, 0, 11);
			case PART_OF_GREETING -> this.out.write(greeting, 0, 20);
			default -> {
				this.out.write(greeting);
				this.in.readFully(new byte[64]);
				command(last, Step.PART_OF_FIRST_COMMAND, Step.FIRST_COMMAND);
				command(last, Step.PART_OF_SECOND_COMMAND, Step.SECOND_COMMAND);
			}
		}
		return this;
	}

	/**
	 * Perform the handshake as far as a step, or until the other side ends it.
	 * @param last the step
	 */
	void performIfOpen(Step last) {
		try {
			perform(last);
		}
		catch (IOException ex) {
			// A busy machine has taken longer than the deadline
		}
	}

	private byte[] greeting() {
		ByteBuffer greeting = ByteBuffer.allocate(64);
		greeting.put(0, (byte) 0xff).put(8, (byte) 1).put(9, (byte) 0x7f).put(10, (byte) 3).put(11, (byte) 0);
		greeting.put(12, Command.ascii(this.mechanism));
		greeting.put(32, (byte) (this.server ? 1 : 0));
		return greeting.array();
	}

	private void command(Step last, Step part, Step whole) throws IOException {
		if (last.compareTo(part) < 0) {
			return;
		}
		if (this.server) {
			receive();
		}
		byte[] frame = frame(COMMAND, Objects.requireNonNull(this.handshake.next()));
		this.out.write(frame, 0, (last == part) ? frame.length / 2 : frame.length);
		if (!this.server && last.compareTo(whole) >= 0) {
			receive();
		}
	}

	private void receive() throws IOException {
		int flags = this.in.readUnsignedByte();
		boolean isLong = (flags & LONG) != 0;
		byte[] command = new byte[isLong ? (int) this.in.readLong() : this.in.readUnsignedByte()];
		this.in.readFully(command);
		if (!this.handshake.receive(command)) {
			throw new IOException("The command was refused");
		}
	}

	private static byte[] frame(int flags, byte[] content) {
		ByteBuffer frame = ByteBuffer.allocate(9 + content.length);
		if (content.length > 255) {
			frame.put((byte) (flags | LONG)).putLong(content.length);
		}
		else {
			frame.put((byte) flags).put((byte) content.length);
		}
		frame.put(content);
		return Arrays.copyOf(frame.array(), frame.position());
	}

	/**
	 * Send a message, after the handshake.
	 * @param text its only frame
	 * @throws IOException if the connection is lost
	 */
	void send(String text) throws IOException {
		byte[] content = Command.ascii(text);
		this.out.write(frame(0, this.handshake.encrypts() ? encrypted(content) : content));
	}

	private byte[] encrypted(byte[] content) throws IOException {
		SealedFrame sealed = new SealedFrame();
		if (!this.handshake.encrypt(new Msg(content), sealed)) {
			throw new IOException("The message cannot be encrypted");
		}
		byte[] bytes = new byte[sealed.size()];
		sealed.buf().get(bytes);
		return bytes;
	}

	/**
	 * Wait until the other side has closed the connection.
	 * @param millis the longest wait
	 * @return whether it has
	 */
	boolean isClosedWithin(int millis) {
		try {
			return this.connection.endsWithin(millis);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.handshake.close();
		this.connection.close();
	}

	/**
	 * How far a peer goes.
	 */
	enum Step {

		/** It connects. */
		NOTHING,

		/** It sends its greeting up to the version. */
		VERSION,

		/** It sends a part of its greeting. */
		PART_OF_GREETING,

		/** It sends its greeting. */
		GREETING,

		/** It sends a part of its first command. */
		PART_OF_FIRST_COMMAND,

		/** It sends its first command, and reads the answer. */
		FIRST_COMMAND,

		/** It sends a part of its second command. */
		PART_OF_SECOND_COMMAND,

		/** It sends its second command, which completes the handshake. */
		SECOND_COMMAND

	}

}
