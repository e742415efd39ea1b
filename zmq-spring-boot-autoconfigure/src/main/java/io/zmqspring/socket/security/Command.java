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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.zmqspring.security.DenialReason;

/**
 * Reads and writes commands of handshakes. Compares whole names.
 */
final class Command {

	private Command() {
	}

	/**
	 * Whether a command has a name.
	 * @param command the command
	 * @param name the name
	 * @return {@code true} if it is this command
	 */
	static boolean is(byte[] command, String name) {
		int length = name.length();
		if (command.length <= length || command[0] != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (command[i + 1] != name.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Expect a command.
	 * @param command the command
	 * @param name its name
	 * @param shortest its shortest length in bytes
	 * @param longest its longest length in bytes
	 * @throws HandshakeException if it is another command or has another length
	 */
	static void expect(byte[] command, String name, int shortest, int longest) throws HandshakeException {
		if (!is(command, name) || command.length < shortest || command.length > longest) {
			throw new HandshakeException(DenialReason.MALFORMED);
		}
	}

	/**
	 * Whether an ERROR has the status 500 of RFC 27: the authenticator of the server has
	 * failed.
	 * @param error the command
	 * @return {@code false} if it has denied this side
	 */
	static boolean isFailure(byte[] error) {
		return new String(error, StandardCharsets.ISO_8859_1).endsWith("\003500");
	}

	/**
	 * Write a command.
	 * @param name its name
	 * @param parts its content
	 * @return the command
	 */
	static byte[] of(String name, byte[]... parts) {
		byte[] header = ascii((char) name.length() + name);
		byte[][] all = new byte[parts.length + 1][];
		all[0] = header;
		System.arraycopy(parts, 0, all, 1, parts.length);
		return join(all);
	}

	static byte[] join(byte[]... parts) {
		byte[] joined = new byte[Arrays.stream(parts).mapToInt((part) -> part.length).sum()];
		int end = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, joined, end, part.length);
			end += part.length;
		}
		return joined;
	}

	static byte[] part(byte[] command, int start, int length) {
		return Arrays.copyOfRange(command, start, start + length);
	}

	static byte[] rest(byte[] command, int start) {
		return Arrays.copyOfRange(command, start, command.length);
	}

	static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
