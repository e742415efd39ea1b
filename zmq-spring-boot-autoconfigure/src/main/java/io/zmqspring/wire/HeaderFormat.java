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
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.support.JsonFailureText;
import io.zmqspring.support.PrintableText;

/**
 * The format of headers on the wire: a JSON object of strings, in a separate frame or, if
 * a message has only one frame, in the member {@value #MEMBER} of a payload that is a
 * JSON object. The rest of the payload is not changed. A message whose headers are
 * malformed or exceed the limits is rejected.
 *
 * @since 0.1
 */
public final class HeaderFormat {

	/** The reserved member of payloads that contains the headers. */
	public static final String MEMBER = "_zmq";

	/** The largest size of the headers of a message, in bytes. */
	public static final int MAX_BYTES = 8 * 1024;

	/** The largest number of headers of a message. */
	public static final int MAX_HEADERS = 64;

	private static final byte[] QUOTED_MEMBER = ("\"" + MEMBER + "\"").getBytes(StandardCharsets.UTF_8);

	private HeaderFormat() {
	}

	/**
	 * Encode headers.
	 * @param headers the headers
	 * @return the bytes of a JSON object
	 * @throws IllegalArgumentException if the headers are too many or too large, or one
	 * is {@code null}
	 */
	public static byte[] encode(Map<String, String> headers) {
		headers.forEach((name, value) -> Assert.isTrue(name != null && value != null,
				() -> "The header '" + name + "' has no value"));
		byte[] json = headers.entrySet()
			.stream()
			.map((header) -> JsonBytes.quote(header.getKey()) + ":" + JsonBytes.quote(header.getValue()))
			.collect(Collectors.joining(",", "{", "}"))
			.getBytes(StandardCharsets.UTF_8);
		if (headers.size() > MAX_HEADERS || json.length > MAX_BYTES) {
			throw new IllegalArgumentException(headers.size() + " headers of " + json.length
					+ " bytes exceed the limits of a message, which carries at most " + MAX_HEADERS + " headers of "
					+ MAX_BYTES + " bytes");
		}
		return json;
	}

	/**
	 * Decode the frame of the headers.
	 * @param frame the frame
	 * @return the headers, unmodifiable
	 * @throws ZmqRejectedException if the frame is malformed or exceeds the limits
	 */
	public static Map<String, String> decode(byte[] frame) {
		checkSize(frame.length);
		try (JsonParser parser = JsonBytes.JSON.createParser(ObjectReadContext.empty(), frame)) {
			Map<String, String> headers = read(parser, parser.nextToken());
			if (parser.nextToken() != null) {
				throw refused("are followed by other data");
			}
			return headers;
		}
		catch (JacksonException ex) {
			throw refused("are not JSON: " + JsonFailureText.of(ex));
		}
	}

	/**
	 * Insert headers into a payload.
	 * @param payload the payload
	 * @param headers the encoded headers
	 * @return a new array, or the payload itself if it is not a JSON object
	 */
	public static byte[] embed(byte[] payload, byte[] headers) {
		int first = JsonBytes.firstInObject(payload);
		int last = JsonBytes.skipSpaceBack(payload, payload.length - 1);
		if (first < 0 || payload[last] != '}' || (payload[first] != '"' && first != last)) {
			return payload;
		}
		return JsonBytes.insert(payload, first, MEMBER, new String(headers, StandardCharsets.UTF_8));
	}

	/**
	 * Extract the headers of a payload.
	 * @param payload the payload
	 * @return the headers and the payload without them, {@code null} if there are none
	 * @throws ZmqRejectedException if the reserved member does not contain headers
	 */
	public static @Nullable Embedded extract(byte[] payload) {
		if (!mentionsMember(payload)) {
			return null;
		}
		try (JsonParser parser = JsonBytes.JSON.createParser(ObjectReadContext.empty(), payload)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = MEMBER.equals(parser.currentName());
				int from = (int) parser.currentTokenLocation().getByteOffset();
				JsonToken token = parser.nextToken();
				if (found && token != null) {
					Map<String, String> headers = read(parser, token);
					int to = (int) parser.currentLocation().getByteOffset();
					if (from < 0 || to < 0) {
						// Not UTF-8, so the parser does not count bytes
						return null;
					}
					checkSize(to - from - QUOTED_MEMBER.length);
					return new Embedded(cut(payload, from, to), headers);
				}
				parser.skipChildren();
			}
		}
		catch (JacksonException ex) {
			// Bytes that are not JSON have no headers; decoding them reports the error
		}
		return null;
	}

	// Avoids parsing payloads without headers twice
	private static boolean mentionsMember(byte[] payload) {
		int length = QUOTED_MEMBER.length;
		for (int i = 1; i <= payload.length - length; i++) {
			if (payload[i] == '"' && payload[i + 1] == '_'
					&& Arrays.equals(payload, i, i + length, QUOTED_MEMBER, 0, length)) {
				return true;
			}
		}
		return false;
	}

	private static byte[] cut(byte[] json, int from, int to) {
		int next = JsonBytes.skipSpace(json, to);
		if (next < json.length && json[next] == ',') {
			return JsonBytes.splice(json, from, next + 1, "");
		}
		int previous = JsonBytes.skipSpaceBack(json, from - 1);
		return JsonBytes.splice(json, (json[previous] == ',') ? previous : from, to, "");
	}

	private static Map<String, String> read(JsonParser parser, @Nullable JsonToken start) {
		if (start != JsonToken.START_OBJECT) {
			throw refused("are not a JSON object");
		}
		Map<String, String> headers = new HashMap<>();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() != JsonToken.VALUE_STRING) {
				throw refused("have a value that is not a string in '" + PrintableText.of(name) + "'");
			}
			if (headers.size() == MAX_HEADERS) {
				throw refused("are more than " + MAX_HEADERS);
			}
			if (!name.equals(ZmqHeaders.USER_ID) && !name.equals(ZmqHeaders.PEER_ADDRESS)) {
				headers.put(name, parser.getString());
			}
		}
		return Map.copyOf(headers);
	}

	private static void checkSize(int bytes) {
		if (bytes > MAX_BYTES) {
			throw refused("have " + bytes + " bytes, more than " + MAX_BYTES);
		}
	}

	private static ZmqRejectedException refused(String problem) {
		return new ZmqRejectedException(RejectReason.UNDECODABLE,
				"The headers " + problem + "; they must be a JSON object of strings");
	}

	/**
	 * Headers found in a payload.
	 *
	 * @param payload the payload without them
	 * @param headers the headers, unmodifiable
	 */
	public record Embedded(byte[] payload, Map<String, String> headers) {

	}

}
