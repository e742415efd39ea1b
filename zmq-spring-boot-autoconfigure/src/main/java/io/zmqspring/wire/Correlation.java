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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

import io.zmqspring.message.ZmqConversionException;

/**
 * Reads and writes the field that matches a result with its work, in the bytes of JSON
 * objects. Any program that copies the field to its result is compatible. The rest of the
 * JSON is not changed. Values should be strings or integers, because programs write other
 * numbers differently. If a field occurs twice, the first is used. Immutable.
 *
 * @param requestField the field of the work, such as {@code id}
 * @param resultField the field of the result, such as {@code work_id}
 * @param progressField the field of a further result, such as {@code progress_of}
 * @since 0.1
 */
public record Correlation(String requestField, String resultField, String progressField) {

	/** The longest value, in characters. */
	public static final int LONGEST_VALUE = 255;

	private static final int NULL_LENGTH = 4;

	/**
	 * Return the value of a work item.
	 * @param work the work
	 * @return the value, {@code null} if the work is not a JSON object or has no value
	 * @throws ZmqConversionException if the value is longer than {@link #LONGEST_VALUE}
	 */
	public @Nullable Value ofWork(byte[] work) {
		Value value = read(work, this.requestField);
		if (value != null && value.text().length() > LONGEST_VALUE) {
			throw new ZmqConversionException(
					"The field '" + this.requestField + "' matches a result with its work, and may have at most "
							+ LONGEST_VALUE + " characters, but it has " + value.text().length() + " characters");
		}
		return value;
	}

	/**
	 * Return the value of a result.
	 * @param result the result
	 * @return the value, {@code null} if the result is not a JSON object or has no value,
	 * or one that is longer than that of any work
	 */
	public @Nullable Value ofResult(byte[] result) {
		Value value = read(result, this.resultField);
		return (value == null || value.text().length() > LONGEST_VALUE) ? null : value;
	}

	/**
	 * Return the work with a value. The value replaces a {@code null}.
	 * @param work the work, a JSON object whose field is absent or {@code null}
	 * @param id the value
	 * @return a new array
	 * @throws ZmqConversionException if the work is not a JSON object, or the field
	 * contains an object or array
	 */
	public byte[] withId(byte[] work, String id) {
		if (JsonBytes.firstInObject(work) < 0) {
			throw new ZmqConversionException("Only a JSON object can carry the field '" + this.requestField
					+ "' that matches a result with its work, but the payload is not one");
		}
		Field found = find(work, this.requestField);
		if (found.kind == Kind.COMPOSITE) {
			throw new ZmqConversionException("The field '" + this.requestField
					+ "' matches a result with its work: it must be a string or a number, but is an object or array");
		}
		return set(work, found, this.requestField, JsonBytes.quote(id));
	}

	/**
	 * Return the answer to a work item: the result with the value of the work, or an
	 * acknowledgement that contains only the value. A result that already has the field
	 * or is not a JSON object is not changed; a {@code null} in the field is replaced.
	 * @param value the value of the work
	 * @param result the result, or {@code null} if there is none
	 * @return the answer
	 */
	public byte[] answer(Value value, byte @Nullable [] result) {
		if (result == null) {
			return ("{" + JsonBytes.quote(this.resultField) + ":" + value.literal() + "}")
				.getBytes(StandardCharsets.UTF_8);
		}
		return withValue(result, this.resultField, value);
	}

	/**
	 * Return a further result of a work item, which does not end it: the result with the
	 * value of the work in {@link #progressField()}. A result that already has the field
	 * or is not a JSON object is not changed; a {@code null} in the field is replaced.
	 * @param value the value of the work
	 * @param result the result
	 * @return the further result
	 */
	public byte[] progress(Value value, byte[] result) {
		return withValue(result, this.progressField, value);
	}

	private static byte[] withValue(byte[] result, String field, Value value) {
		if (JsonBytes.firstInObject(result) < 0) {
			return result;
		}
		Field found = find(result, field);
		return (found.kind == Kind.VALUE || found.kind == Kind.COMPOSITE) ? result
				: set(result, found, field, value.literal());
	}

	/**
	 * Return the result that tells why a work item has failed.
	 * @param value the value of the work
	 * @param error the error
	 * @return the bytes of a JSON object
	 */
	public byte[] errorResult(Value value, WorkError error) {
		return error.toResult(this, value);
	}

	/**
	 * Return the error that a result tells instead of a value.
	 * @param result the result
	 * @return the error, {@code null} if the result is not an error
	 */
	public @Nullable WorkError errorOf(byte[] result) {
		return WorkError.ofResult(this, result);
	}

	/**
	 * Whether a result is only an acknowledgement of its work.
	 * @param result the result
	 * @return {@code true} if it is a JSON object with this field only
	 */
	public boolean isAcknowledgement(byte[] result) {
		try (JsonParser parser = JsonBytes.JSON.createParser(ObjectReadContext.empty(), result)) {
			return parser.nextToken() == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME
					&& this.resultField.equals(parser.currentName()) && parser.nextToken().isScalarValue()
					&& parser.nextToken() == JsonToken.END_OBJECT;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static @Nullable Value read(byte[] json, String field) {
		return (JsonBytes.firstInObject(json) < 0) ? null : find(json, field).value;
	}

	/** Stops at the first field of this name and does not read the rest. */
	private static Field find(byte[] json, String field) {
		try (JsonParser parser = JsonBytes.JSON.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = field.equals(parser.currentName());
				JsonToken token = parser.nextToken();
				if (found && token != null) {
					return field(parser, token);
				}
				parser.skipChildren();
			}
		}
		catch (JacksonException ex) {
			// Bytes that are not JSON have no value; decoding them reports the error
		}
		return Field.ABSENT;
	}

	private static Field field(JsonParser parser, JsonToken token) {
		if (token == JsonToken.VALUE_NULL) {
			return new Field(Kind.NULL, null, (int) parser.currentTokenLocation().getByteOffset());
		}
		if (!token.isScalarValue()) {
			return new Field(Kind.COMPOSITE, null, -1);
		}
		String text = parser.getString();
		String literal = (token == JsonToken.VALUE_STRING) ? JsonBytes.quote(text) : text;
		return new Field(Kind.VALUE, new Value(text, literal), -1);
	}

	// Replaces a null instead of adding a second field: parsers treat duplicates
	// differently
	private static byte[] set(byte[] json, Field found, String field, String literal) {
		if (found.kind == Kind.NULL) {
			return JsonBytes.splice(json, found.nullAt, found.nullAt + NULL_LENGTH, literal);
		}
		return JsonBytes.insert(json, JsonBytes.firstInObject(json), field, literal);
	}

	private enum Kind {

		ABSENT, NULL, VALUE, COMPOSITE

	}

	/**
	 * The content of a field.
	 */
	private record Field(Kind kind, @Nullable Value value, int nullAt) {

		static final Field ABSENT = new Field(Kind.ABSENT, null, -1);

	}

	/**
	 * The value that matches a result with its work. Immutable.
	 *
	 * @param text the value as text, for comparison
	 * @param literal the value as it is written in JSON, to be copied to the result
	 */
	public record Value(String text, String literal) {

	}

}
