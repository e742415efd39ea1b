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

package io.zmqspring.manual.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ZeroMQ peer without a ZeroMQ library: a TCP connection on which it speaks ZMTP 3.0
 * (RFC 23). It shows the bytes of each frame as they arrive. Used by one thread.
 */
final class WirePeer implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final int GREETING_SIZE = 64;

	private static final int MORE = 1;

	private static final int LONG = 2;

	private static final int COMMAND = 4;

	private static final int BYTES_IN_A_LINE = 12;

	private final Socket connection;

	private final DataInputStream in;

	private WirePeer(Socket connection, String type) throws IOException {
		this.connection = connection;
		connection.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new DataInputStream(connection.getInputStream());
		write(greeting());
		this.in.readNBytes(GREETING_SIZE);
		write(ready(type));
		assertThat(this.in.read() & COMMAND).isPositive();
		this.in.readNBytes(this.in.read());
	}

	static WirePeer connecting(int port, String type) throws IOException {
		return new WirePeer(new Socket(InetAddress.getLoopbackAddress(), port), type);
	}

	/**
	 * Wait for the first connection.
	 * @param server the port it is made to
	 * @param type the type of the socket, such as {@code PUB}
	 * @return the peer
	 * @throws IOException if there is no connection
	 */
	static WirePeer accepting(ServerSocket server, String type) throws IOException {
		server.setSoTimeout(TIMEOUT_MILLIS);
		return new WirePeer(server.accept(), type);
	}

	private static byte[] greeting() {
		byte[] greeting = new byte[GREETING_SIZE];
		greeting[0] = (byte) 0xff;
		greeting[9] = 0x7f;
		greeting[10] = 3;
		byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
		return greeting;
	}

	private static byte[] ready(String type) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes("\5READY\13Socket-Type\0\0\0".getBytes(StandardCharsets.US_ASCII));
		body.write(type.length());
		body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(COMMAND);
		frame.write(body.size());
		frame.writeBytes(body.toByteArray());
		return frame.toByteArray();
	}

	private void write(byte[] bytes) throws IOException {
		this.connection.getOutputStream().write(bytes);
	}

	/**
	 * Send a message of one frame.
	 * @param text the frame, shorter than 256 bytes
	 * @throws IOException if the connection is lost
	 */
	void send(String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(0);
		frame.write(body.length);
		frame.writeBytes(body);
		write(frame.toByteArray());
	}

	/**
	 * Wait for the next message.
	 * @return its frames, without commands between messages
	 * @throws IOException if the connection is lost
	 */
	List<Frame> receive() throws IOException {
		List<Frame> frames = new ArrayList<>();
		Frame frame;
		do {
			frame = frame();
			if ((frame.flags() & COMMAND) == 0) {
				frames.add(frame);
			}
		}
		while (frames.isEmpty() || frame.flags() % 2 == MORE);
		return frames;
	}

	private Frame frame() throws IOException {
		int flags = this.in.readUnsignedByte();
		boolean isLong = (flags & LONG) != 0;
		byte[] body = new byte[isLong ? Math.toIntExact(this.in.readLong()) : this.in.readUnsignedByte()];
		this.in.readFully(body);
		return new Frame(flags, body);
	}

	/**
	 * Wait for the next message.
	 * @return its frames as text
	 * @throws IOException if the connection is lost
	 */
	List<String> receiveText() throws IOException {
		return receive().stream().map(Frame::text).toList();
	}

	/**
	 * Wait for the next message.
	 * @return its bytes in hexadecimal digits, and what they mean
	 * @throws IOException if the connection is lost
	 */
	List<String> receiveBytes() throws IOException {
		return receive().stream().flatMap((frame) -> frame.lines().stream()).toList();
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	/**
	 * A frame.
	 *
	 * @param flags its first byte
	 * @param body its content
	 */
	record Frame(int flags, byte[] body) {

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

		List<String> lines() {
			List<String> lines = new ArrayList<>();
			assertThat(this.flags & LONG).as("The page shows short frames").isZero();
			lines.add(line(new byte[] { (byte) this.flags, (byte) this.body.length }, "a frame of " + this.body.length
					+ " bytes, " + ((this.flags == MORE) ? "and more frames" : "the last one")));
			for (int from = 0; from < this.body.length; from += BYTES_IN_A_LINE) {
				byte[] part = Arrays.copyOfRange(this.body, from, Math.min(from + BYTES_IN_A_LINE, this.body.length));
				lines.add(line(part, printable(part)));
			}
			return lines;
		}

		private static String line(byte[] bytes, String meaning) {
			StringBuilder line = new StringBuilder();
			for (byte each : bytes) {
				line.append(String.format(Locale.ROOT, "%02x ", each));
			}
			line.append(" ".repeat(Math.max(0, 3 * BYTES_IN_A_LINE + 2 - line.length())));
			return line + meaning;
		}

		private static String printable(byte[] bytes) {
			StringBuilder text = new StringBuilder();
			for (byte each : bytes) {
				text.append((each >= ' ' && each <= '~') ? (char) each : '.');
			}
			return text.toString().replace(' ', '_');
		}

	}

}
