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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes parts of ZMTP 3.0 (RFC 23), valid or not.
 */
final class Zmtp {

	static final int MORE = 1;

	static final int LONG = 2;

	static final int COMMAND = 4;

	static final int GREETING_SIZE = 64;

	private Zmtp() {
	}

	static byte[] greeting(int major, String mechanism) {
		byte[] greeting = new byte[GREETING_SIZE];
		greeting[0] = (byte) 0xff;
		greeting[8] = 1;
		greeting[9] = 0x7f;
		greeting[10] = (byte) major;
		byte[] name = bytes(mechanism);
		System.arraycopy(name, 0, greeting, 12, Math.min(name.length, 20));
		return greeting;
	}

	static byte[] ready(String type) {
		return command("READY", property("Socket-Type", bytes(type)));
	}

	static byte[] property(String name, byte[] value) {
		return join(new byte[] { (byte) name.length() }, bytes(name), number(value.length, 4), value);
	}

	static byte[] command(String name, byte[] body) {
		return frame(COMMAND, join(new byte[] { (byte) name.length() }, bytes(name), body));
	}

	static byte[] frame(int flags, byte[] body) {
		return (body.length > 255) ? join(longHeader(flags, body.length), body)
				: join(new byte[] { (byte) flags, (byte) body.length }, body);
	}

	static byte[] longHeader(int flags, long length) {
		return join(new byte[] { (byte) (flags | LONG) }, number(length, 8));
	}

	static byte[] number(long value, int size) {
		byte[] bytes = new byte[size];
		for (int i = 0; i < size; i++) {
			bytes[i] = (byte) (value >>> (8 * (size - 1 - i)));
		}
		return bytes;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static FrameCodec.Frame readFrame(DataInputStream in) throws IOException {
		int flags = in.readUnsignedByte();
		byte[] content = new byte[(int) (((flags & LONG) != 0) ? in.readLong() : in.readUnsignedByte())];
		in.readFully(content);
		return new FrameCodec.Frame(flags, content);
	}

	static byte[] repeated(byte[] part, int times) {
		byte[] all = new byte[part.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(part, 0, all, i * part.length, part.length);
		}
		return all;
	}

	static byte[] filled(int size, int value) {
		byte[] all = new byte[size];
		Arrays.fill(all, (byte) value);
		return all;
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
