package io.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads and writes the field that ties a result to its work, in the bytes of JSON
 * objects, so that any program that echoes the field takes part. Nothing else of the JSON
 * is changed. Immutable.
 *
 * @param requestField the field of the work, such as {@code id}
 * @param resultField the field of the result, such as {@code work_id}
 */
public record Correlation(String requestField, String resultField) {

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.build();

	/**
	 * The value in a work item.
	 * @param work the work
	 * @return the value, or {@code null} if the work is no JSON object or has none
	 */
	public @Nullable CorrelationValue ofWork(byte[] work) {
		return read(work, this.requestField);
	}

	/**
	 * The value in a result.
	 * @param result the result
	 * @return the value, or {@code null} if the result is no JSON object or has none
	 */
	public @Nullable CorrelationValue ofResult(byte[] result) {
		return read(result, this.resultField);
	}

	/**
	 * The work with a value.
	 * @param work the work, a JSON object without the field
	 * @param id the value
	 * @return a new array
	 * @throws ZmqConversionException if the work is no JSON object
	 */
	public byte[] withId(byte[] work, String id) {
		return insert(work, this.requestField, quote(id));
	}

	/**
	 * The answer to a work item: the result with the work's value, or just that value as
	 * an acknowledgement. A result that has the field already, or is no JSON object, is
	 * left as it is.
	 * @param value the work's value
	 * @param result the result, or {@code null} if there is none
	 * @return the answer
	 */
	public byte[] answer(CorrelationValue value, byte @Nullable [] result) {
		if (result == null) {
			return ("{" + quote(this.resultField) + ":" + value.literal() + "}").getBytes(StandardCharsets.UTF_8);
		}
		return (firstInObject(result) < 0 || ofResult(result) != null) ? result
				: insert(result, this.resultField, value.literal());
	}

	/**
	 * Whether a result is nothing but the acknowledgement of its work.
	 * @param result the result
	 * @return {@code true} if it is a JSON object with the one field
	 */
	public boolean isAcknowledgement(byte[] result) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), result)) {
			return parser.nextToken() == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME
					&& this.resultField.equals(parser.currentName()) && parser.nextToken() != null
					&& parser.nextToken() == JsonToken.END_OBJECT;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static @Nullable CorrelationValue read(byte[] json, String field) {
		if (firstInObject(json) < 0) {
			return null;
		}
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = field.equals(parser.currentName());
				JsonToken token = parser.nextToken();
				if (found) {
					return value(parser, token);
				}
				parser.skipChildren();
			}
		}
		catch (JacksonException ex) {
			// what is no JSON has no value; whoever decodes it will say so
		}
		return null;
	}

	private static @Nullable CorrelationValue value(JsonParser parser, @Nullable JsonToken token) {
		if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
			return null;
		}
		String text = parser.getString();
		return new CorrelationValue(text, (token == JsonToken.VALUE_STRING) ? quote(text) : text);
	}

	private static byte[] insert(byte[] json, String field, String literal) {
		int position = firstInObject(json);
		if (position < 0) {
			throw new ZmqConversionException("Only a JSON object can carry the field '" + field
					+ "' that ties a result to its work, but the payload is none");
		}
		byte[] member = (quote(field) + ":" + literal + ((json[position] == '}') ? "" : ","))
			.getBytes(StandardCharsets.UTF_8);
		byte[] result = Arrays.copyOf(json, json.length + member.length);
		System.arraycopy(member, 0, result, position, member.length);
		System.arraycopy(json, position, result, position + member.length, json.length - position);
		return result;
	}

	/** The first byte that counts after the opening brace; -1 if there is none. */
	private static int firstInObject(byte[] json) {
		int brace = skipSpace(json, 0);
		if (brace >= json.length || json[brace] != '{') {
			return -1;
		}
		int first = skipSpace(json, brace + 1);
		return (first < json.length) ? first : -1;
	}

	private static int skipSpace(byte[] json, int from) {
		int i = from;
		while (i < json.length && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
			i++;
		}
		return i;
	}

	private static String quote(String text) {
		return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
	}

}
