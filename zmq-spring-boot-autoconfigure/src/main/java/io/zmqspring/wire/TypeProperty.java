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

package io.zmqspring.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.PayloadCodec;

/**
 * The member of JSON objects that says of which type the object is, usually {@code type}.
 * All other bytes are kept. Works without Jackson, and on any bytes. Safe for any number
 * of threads.
 *
 * @since 0.1
 */
public final class TypeProperty {

	/** The member that other programs write, and that listeners read. */
	public static final TypeProperty TYPE = new TypeProperty("type");

	private final byte[] quotedName;

	// As many as there are classes of payloads
	private final Map<String, byte[]> members = new ConcurrentHashMap<>();

	/**
	 * Create a type property.
	 * @param name the name of the member
	 */
	public TypeProperty(String name) {
		this.quotedName = quote(name).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Return what writes the type of their class into payloads.
	 * @param name the name of the member, {@code null} or empty to write none
	 * @return the completion of payloads, {@code null} if there is nothing to write
	 */
	public static PayloadCodec.@Nullable Completion completing(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return null;
		}
		TypeProperty property = new TypeProperty(name);
		return (payload, bytes) -> {
			String type = TypeTopic.declaredBy(payload.getClass());
			return (type != null) ? property.write(bytes, type) : bytes;
		};
	}

	/**
	 * Insert the type before all other members.
	 * @param payload the payload
	 * @param type the type
	 * @return a new array, or the payload itself if it is not a JSON object or already
	 * has the member
	 */
	public byte[] write(byte[] payload, String type) {
		int brace = skipSpace(payload, 0);
		int first = skipSpace(payload, brace + 1);
		if (first >= payload.length || payload[brace] != '{' || (payload[first] != '"' && payload[first] != '}')
				|| find(payload) >= 0) {
			return payload;
		}
		byte[] member = this.members.computeIfAbsent(type, this::member);
		int length = member.length - ((payload[first] == '}') ? 1 : 0);
		byte[] result = new byte[payload.length + length];
		System.arraycopy(payload, 0, result, 0, brace + 1);
		System.arraycopy(member, 0, result, brace + 1, length);
		System.arraycopy(payload, brace + 1, result, brace + 1 + length, payload.length - brace - 1);
		return result;
	}

	// With a comma for the member that follows
	private byte[] member(String type) {
		byte[] value = (":" + quote(type) + ",").getBytes(StandardCharsets.UTF_8);
		byte[] member = Arrays.copyOf(this.quotedName, this.quotedName.length + value.length);
		System.arraycopy(value, 0, member, this.quotedName.length, value.length);
		return member;
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char each : text.toCharArray()) {
			if (each < ' ') {
				quoted.append(String.format("\\u%04x", (int) each));
			}
			else {
				quoted.append((each == '"' || each == '\\') ? "\\" : "").append(each);
			}
		}
		return quoted.append('"').toString();
	}

	/**
	 * Read the type.
	 * @param payload the payload
	 * @return the type, {@code null} if the payload is not a JSON object with such a
	 * member, or if its value is not a string
	 */
	public @Nullable String read(byte[] payload) {
		int value = find(payload);
		if (value < 0 || payload[value] != '"') {
			return null;
		}
		int end = endOfString(payload, value);
		return (end < payload.length) ? unquote(new String(payload, value + 1, end - value - 1, StandardCharsets.UTF_8))
				: null;
	}

	private static @Nullable String unquote(String quoted) {
		if (quoted.indexOf('\\') < 0) {
			return quoted;
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < quoted.length(); i++) {
			char each = quoted.charAt(i);
			if (each != '\\') {
				text.append(each);
				continue;
			}
			i++;
			switch (quoted.charAt(i)) {
				case 'b' -> text.append('\b');
				case 'f' -> text.append('\f');
				case 'n' -> text.append('\n');
				case 'r' -> text.append('\r');
				case 't' -> text.append('\t');
				case 'u' -> {
					int code = code(quoted, i + 1);
					if (code < 0) {
						return null;
					}
					text.append((char) code);
					i += 4;
				}
				default -> text.append(quoted.charAt(i));
			}
		}
		return text.toString();
	}

	private static int code(String quoted, int from) {
		int code = 0;
		for (int i = from; i < from + 4; i++) {
			int digit = (i < quoted.length()) ? Character.digit(quoted.charAt(i), 16) : -1;
			if (digit < 0) {
				return -1;
			}
			code = code * 16 + digit;
		}
		return code;
	}

	// The index of the first byte of the value, -1 if there is no such member
	private int find(byte[] json) {
		int i = skipSpace(json, 0);
		if (i >= json.length || json[i] != '{') {
			return -1;
		}
		int depth = 0;
		for (; i < json.length; i++) {
			switch (json[i]) {
				case '{', '[' -> depth++;
				case '}', ']' -> {
					if (--depth == 0) {
						return -1;
					}
				}
				case '"' -> {
					int end = endOfString(json, i);
					if (depth == 1 && isName(json, i, end)) {
						int colon = skipSpace(json, end + 1);
						int value = skipSpace(json, colon + 1);
						if (value < json.length && json[colon] == ':') {
							return value;
						}
					}
					i = end;
				}
				default -> {
				}
			}
		}
		return -1;
	}

	private boolean isName(byte[] json, int from, int end) {
		return end - from + 1 == this.quotedName.length && end < json.length
				&& Arrays.equals(json, from, end + 1, this.quotedName, 0, this.quotedName.length);
	}

	// The index of the closing quote, or the length if there is none
	private static int endOfString(byte[] json, int quote) {
		int i = quote + 1;
		while (i < json.length && json[i] != '"') {
			i += (json[i] == '\\') ? 2 : 1;
		}
		return Math.min(i, json.length);
	}

	private static int skipSpace(byte[] json, int from) {
		int i = from;
		while (i < json.length && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
			i++;
		}
		return i;
	}

}
