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

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Consumer;

import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.Stopwatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer that conforms to ZMTP 3.0, without JeroMQ. Used by one thread.
 */
final class GoodPeer implements AutoCloseable {

	private static final int HANDSHAKE_MILLIS = 3000;

	private static final int LONGEST_MILLIS = 30_000;

	private final Queue<String> messages = new ArrayDeque<>();

	private final RawConnection connection;

	private final FrameCodec codec;

	private byte[] unread = new byte[0];

	private GoodPeer(RawConnection connection, FrameCodec codec) {
		this.connection = connection;
		this.codec = codec;
	}

	/**
	 * Connect with the target and do the handshake. About one in a hundred handshakes of
	 * JeroMQ stalls until the handshake interval ends; then this method tries again.
	 * @param connector connects this peer
	 * @param type the socket type of this peer
	 * @return the peer, after its handshake
	 * @throws IOException if five attempts fail
	 */
	static GoodPeer connect(PeerConnector connector, String type) throws IOException {
		return connect(connector::connectGoodPeer, type);
	}

	static GoodPeer connect(ConnectionSource source, String type) throws IOException {
		return connect(source, type, PeerSecurity.NONE);
	}

	static GoodPeer connect(ConnectionSource source, String type, PeerSecurity security) throws IOException {
		IOException last = null;
		for (int i = 0; i < 5; i++) {
			RawConnection connection = source.open();
			try {
				connection.setNoDelay();
				connection.setTimeout(HANDSHAKE_MILLIS);
				return new GoodPeer(connection, security.handshake(connection, type));
			}
			catch (IOException ex) {
				connection.close();
				last = ex;
			}
		}
		throw new IOException("No handshake as " + type, last);
	}

	void send(String... frames) throws IOException {
		for (int i = 0; i < frames.length; i++) {
			this.connection.write(this.codec.encode((i < frames.length - 1) ? Zmtp.MORE : 0,
					frames[i].getBytes(StandardCharsets.UTF_8)));
		}
	}

	void subscribe(String topic) throws IOException {
		send("\1" + topic);
	}

	/**
	 * Write bytes as they are.
	 * @param bytes the bytes; a good peer would not write them
	 * @throws IOException if the other side has closed
	 */
	void write(byte[] bytes) throws IOException {
		this.connection.write(bytes);
	}

	/**
	 * Return whether the target closes the connection. Answers its PING commands
	 * meanwhile.
	 * @param millis the longest wait
	 * @return {@code false} if the connection is still open after that time
	 */
	boolean isClosedWithin(int millis) {
		try {
			receives("not the text of any message", millis);
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Wait until the target closes the connection, and assert that it does so within a
	 * time.
	 * @param millis the time, without pauses of the machine
	 */
	void assertClosedWithin(int millis) {
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(isClosedWithin(LONGEST_MILLIS)).isTrue();
		assertThat(stopwatch.elapsed().toMillis()).isLessThan(millis);
	}

	/**
	 * Wait for a message whose last frame is the given text. Ignores other messages.
	 * @param text the text
	 * @param millis the longest wait
	 * @return whether it came
	 * @throws IOException if the connection is lost
	 */
	boolean receives(String text, int millis) throws IOException {
		return receives(text, millis, (other) -> {
		});
	}

	/**
	 * Wait for a message whose last frame is the given text.
	 * @param text the text
	 * @param millis the longest wait
	 * @param others gets the last frames of all other messages
	 * @return whether it came
	 * @throws IOException if the connection is lost
	 */
	boolean receives(String text, int millis, Consumer<String> others) throws IOException {
		Deadline deadline = Deadline.in(Duration.ofMillis(millis));
		do {
			while (!this.messages.isEmpty()) {
				String message = this.messages.remove();
				if (message.equals(text)) {
					return true;
				}
				others.accept(message);
			}
			read(Math.max(1, (int) deadline.millisLeft()));
		}
		while (!deadline.hasPassed() || !this.messages.isEmpty());
		return false;
	}

	private void read(int millis) throws IOException {
		this.connection.setTimeout(millis);
		byte[] chunk = new byte[8192];
		try {
			int count = this.connection.in().read(chunk);
			if (count < 0) {
				throw new IOException("The connection of the good peer is closed");
			}
			this.unread = Zmtp.join(this.unread, Arrays.copyOf(chunk, count));
			takeFrames();
		}
		catch (SocketTimeoutException ex) {
			// Nothing has arrived yet
		}
	}

	private void takeFrames() throws IOException {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(this.unread));
		while (in.available() >= 2) {
			in.mark(0);
			int flags = in.readUnsignedByte();
			boolean isLong = (flags & Zmtp.LONG) != 0;
			long length = (isLong && in.available() < 8) ? Long.MAX_VALUE
					: isLong ? in.readLong() : in.readUnsignedByte();
			if (in.available() < length) {
				in.reset();
				break;
			}
			FrameCodec.Frame frame = this.codec.decode(new FrameCodec.Frame(flags, in.readNBytes((int) length)));
			if (frame.is(Zmtp.COMMAND)) {
				answer(frame.content());
			}
			else if (!frame.is(Zmtp.MORE)) {
				this.messages.add(new String(frame.content(), StandardCharsets.UTF_8));
			}
		}
		this.unread = in.readAllBytes();
	}

	private void answer(byte[] command) throws IOException {
		if (new String(command, StandardCharsets.ISO_8859_1).startsWith("\4PING")) {
			byte[] context = Arrays.copyOfRange(command, 7, command.length);
			this.connection.write(this.codec.encode(Zmtp.COMMAND, Zmtp.join(Zmtp.bytes("\4PONG"), context)));
		}
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	/**
	 * Opens connections with the target.
	 */
	@FunctionalInterface
	interface ConnectionSource {

		/**
		 * Open a connection.
		 * @return the connection
		 * @throws IOException if the connection fails
		 */
		RawConnection open() throws IOException;

	}

}
