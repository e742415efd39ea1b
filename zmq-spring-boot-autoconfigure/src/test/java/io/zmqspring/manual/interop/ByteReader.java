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

package io.zmqspring.manual.interop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A ZMTP 3.0 peer without a library: shows the bytes of a connection. Used by one thread.
 */
final class ByteReader implements AutoCloseable {

	private static final int MORE = 1;

	private static final int LONG = 2;

	private static final int COMMAND = 4;

	private static final int LINE = 16;

	private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

	private final Socket socket;

	private final DataInputStream in;

	/**
	 * Connect and send the handshake.
	 * @param address the address of a bound socket
	 * @param type the socket type of this peer
	 * @throws IOException if the connection fails
	 */
	ByteReader(String address, String type) throws IOException {
		URI uri = URI.create(address);
		this.socket = new Socket(uri.getHost(), uri.getPort());
		this.socket.setSoTimeout(20_000);
		this.in = new DataInputStream(this.socket.getInputStream());
		byte[] greeting = new byte[64];
		greeting[0] = (byte) 0xff;
		greeting[9] = 0x7f;
		greeting[10] = 3;
		System.arraycopy(bytes("NULL"), 0, greeting, 12, 4);
		this.socket.getOutputStream().write(greeting);
		byte[] property = bytes("\5READY\13Socket-Type\0\0\0" + (char) type.length() + type);
		write(COMMAND, property);
		this.in.readFully(new byte[greeting.length]);
	}

	/**
	 * Send a message of one frame, or a subscription.
	 * @param text the frame
	 * @throws IOException if the connection is lost
	 */
	void send(String text) throws IOException {
		write(0, bytes(text));
	}

	private void write(int flags, byte[] body) throws IOException {
		OutputStream out = this.socket.getOutputStream();
		ByteBuffer frame = ByteBuffer.allocate(2 + body.length);
		out.write(frame.put((byte) flags).put((byte) body.length).put(body).array());
	}

	/**
	 * Read a message.
	 * @return its bytes: for each frame a line with its head, then lines of up to 16
	 * bytes
	 * @throws IOException if the connection is lost
	 */
	List<String> message() throws IOException {
		List<String> lines = new ArrayList<>();
		int flags;
		do {
			flags = this.in.readUnsignedByte();
			byte[] head = { (byte) flags, 0 };
			if ((flags & LONG) != 0) {
				throw new IOException("A frame of more than 255 bytes");
			}
			int size = this.in.readUnsignedByte();
			head[1] = (byte) size;
			byte[] body = this.in.readNBytes(size);
			if ((flags & COMMAND) == 0) {
				lines.add(line(head,
						(((flags & MORE) != 0) ? "another frame follows" : "last frame") + ", " + size + " bytes"));
				for (int i = 0; i < size; i += LINE) {
					byte[] part = Arrays.copyOfRange(body, i, Math.min(size, i + LINE));
					lines.add(line(part, new String(part, StandardCharsets.UTF_8)));
				}
			}
		}
		while ((flags & (MORE | COMMAND)) != 0);
		return lines;
	}

	private static String line(byte[] bytes, String text) {
		return String.format("%-" + (3 * LINE + 2) + "s%s", HEX.formatHex(bytes), text);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
