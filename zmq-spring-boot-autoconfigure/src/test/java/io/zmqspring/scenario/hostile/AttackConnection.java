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

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

import org.jspecify.annotations.Nullable;

import io.zmqspring.testsupport.RawConnection;

/**
 * The connection of a hostile peer that answers what the target sends. Records all bytes
 * that reach this peer.
 */
final class AttackConnection {

	private static final int LONGEST_WAIT_MILLIS = 1000;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	private final RawConnection connection;

	private final DataInputStream in;

	private final int piece;

	/**
	 * Create a connection.
	 * @param connection the connection
	 * @param piece how many bytes are written at once
	 */
	AttackConnection(RawConnection connection, int piece) {
		this.connection = connection;
		this.piece = piece;
		this.in = new DataInputStream(new RecordingStream(connection.in()));
	}

	void write(byte[] bytes) throws IOException {
		StreamStep.write(bytes, Math.max(this.piece, bytes.length / 100), (this.piece < bytes.length) ? 10 : 0)
			.play(this.connection);
	}

	void command(byte[] content) throws IOException {
		write(Zmtp.frame(Zmtp.COMMAND, content));
	}

	/**
	 * Exchange greetings.
	 * @param mechanism the mechanism
	 * @throws IOException if the target closes the connection
	 */
	void greet(String mechanism) throws IOException {
		this.connection.setNoDelay();
		write(Zmtp.greeting(3, mechanism));
		this.connection.setTimeout(LONGEST_WAIT_MILLIS);
		this.in.readFully(new byte[Zmtp.GREETING_SIZE]);
	}

	/**
	 * The next frame of the target, which this peer has a right to.
	 * @return the content
	 * @throws IOException if none comes
	 */
	byte[] expect() throws IOException {
		this.connection.setTimeout(LONGEST_WAIT_MILLIS);
		return Zmtp.readFrame(this.in).content();
	}

	/**
	 * The next frame of the target, if any.
	 * @param millis the longest wait
	 * @return the content, {@code null} if none comes in time
	 * @throws IOException if the connection is closed
	 */
	byte @Nullable [] next(int millis) throws IOException {
		this.connection.setTimeout(millis);
		try {
			return Zmtp.readFrame(this.in).content();
		}
		catch (SocketTimeoutException ex) {
			return null;
		}
	}

	/**
	 * Read until nothing comes for a while.
	 * @param millis the while
	 * @throws IOException if the connection is closed
	 */
	void drain(int millis) throws IOException {
		this.connection.setTimeout(millis);
		byte[] chunk = new byte[8192];
		try {
			int count = this.in.read(chunk);
			for (int i = 0; i < 100 && count > 0; i++) {
				count = this.in.read(chunk);
			}
		}
		catch (SocketTimeoutException ex) {
			// Nothing has arrived
		}
	}

	/**
	 * Read what has arrived since.
	 */
	void readAvailable() {
		try {
			while (this.in.available() > 0) {
				this.in.readNBytes(this.in.available());
			}
		}
		catch (IOException ex) {
			// The connection is closed
		}
	}

	/**
	 * Whether the target ends the connection within 5 s.
	 * @return {@code false} if it stays open
	 */
	boolean ends() {
		byte[] chunk = new byte[8192];
		try {
			this.connection.setTimeout(5000);
			while (this.in.read(chunk) >= 0) {
				// What arrives is recorded
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Whether a text has reached this peer.
	 * @param text the text
	 * @return {@code true} if it was sent in clear text
	 */
	boolean hasReceived(String text) {
		return Zmtp.text(this.received.toByteArray()).contains(text);
	}

	/**
	 * Records what is read.
	 */
	private final class RecordingStream extends FilterInputStream {

		RecordingStream(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			if (value >= 0) {
				AttackConnection.this.received.write(value);
			}
			return value;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			if (count > 0) {
				AttackConnection.this.received.write(bytes, offset, count);
			}
			return count;
		}

	}

}
