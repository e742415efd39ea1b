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
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The error of an item of work, and its form on the wire: an ordinary JSON object with
 * exactly two members, the correlation value and {@code error}, an object with at most
 * the texts {@code type} and {@code message}. A result that has further members, or whose
 * {@code error} is anything else, is not an error. Immutable.
 *
 * @param type the class of the error without its package, or another short name;
 * {@code null} if it is not told
 * @param message the message of the error, {@code null} if it is not told
 * @since 0.1
 */
public record WorkError(@Nullable String type, @Nullable String message) {

	/** The longest message that is sent, in characters. */
	public static final int LONGEST_MESSAGE = 1000;

	private static final String MEMBER = "error";

	private static final byte[] QUOTED_MEMBER = ("\"" + MEMBER + "\"").getBytes(StandardCharsets.UTF_8);

	/**
	 * Return the error of an exception.
	 * @param error the exception
	 * @param message the message to tell, {@code null} to tell none
	 * @param typeTold whether the type is told
	 * @return the error
	 */
	public static WorkError of(Throwable error, @Nullable String message, boolean typeTold) {
		String text = (message != null && message.length() > LONGEST_MESSAGE) ? message.substring(0, LONGEST_MESSAGE)
				: message;
		return new WorkError(typeTold ? simpleName(error.getClass()) : null, text);
	}

	private static String simpleName(Class<?> type) {
		String name = type.getSimpleName();
		return !name.isEmpty() ? name : type.getName().substring(type.getName().lastIndexOf('.') + 1);
	}

	/**
	 * Return the result that tells the error.
	 * @param correlation the fields that match a result with its work
	 * @param value the value of the work
	 * @return the bytes of a JSON object
	 */
	byte[] toResult(Correlation correlation, Correlation.Value value) {
		StringJoiner members = new StringJoiner(",", "{", "}");
		if (this.type != null) {
			members.add("\"type\":" + JsonBytes.quote(this.type));
		}
		if (this.message != null) {
			members.add("\"message\":" + JsonBytes.quote(this.message));
		}
		return ("{" + JsonBytes.quote(correlation.resultField()) + ":" + value.literal() + ",\"" + MEMBER + "\":"
				+ members + "}")
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Read the error that a result tells.
	 * @param correlation the fields that match a result with its work
	 * @param result the result
	 * @return the error, {@code null} if the result is not an error
	 */
	static @Nullable WorkError ofResult(Correlation correlation, byte[] result) {
		if (!mayBeError(result)) {
			return null;
		}
		try (JsonParser parser = JsonBytes.JSON.createParser(ObjectReadContext.empty(), result)) {
			WorkError error = read(parser, correlation);
			return (parser.nextToken() == null) ? error : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	// Parses no ordinary result: an error ends with two braces, or begins with its member
	private static boolean mayBeError(byte[] result) {
		int end = JsonBytes.skipSpaceBack(result, result.length - 1);
		int before = (end > 0 && result[end] == '}') ? JsonBytes.skipSpaceBack(result, end - 1) : -1;
		if (before > 0 && result[before] == '}') {
			return true;
		}
		int first = JsonBytes.firstInObject(result);
		if (first < 0 || result.length - first < QUOTED_MEMBER.length) {
			return false;
		}
		for (int i = 0; i < QUOTED_MEMBER.length; i++) {
			if (result[first + i] != QUOTED_MEMBER[i]) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable WorkError read(JsonParser parser, Correlation correlation) {
		WorkError error = null;
		boolean matched = false;
		parser.nextToken();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (!matched && correlation.resultField().equals(name) && value != null && value.isScalarValue()) {
				matched = true;
			}
			else if (error == null && MEMBER.equals(name) && value == JsonToken.START_OBJECT) {
				error = texts(parser);
				if (error == null) {
					return null;
				}
			}
			else {
				return null;
			}
		}
		return matched ? error : null;
	}

	private static @Nullable WorkError texts(JsonParser parser) {
		String type = null;
		String message = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
				return null;
			}
			String text = (value == JsonToken.VALUE_STRING) ? parser.getString() : null;
			if (name.equals("type")) {
				type = text;
			}
			else if (name.equals("message")) {
				message = text;
			}
			else {
				return null;
			}
		}
		return new WorkError(type, message);
	}

}
