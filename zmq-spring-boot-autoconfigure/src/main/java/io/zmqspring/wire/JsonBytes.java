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

import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Changes one part of the bytes of a JSON object and keeps all other bytes.
 */
final class JsonBytes {

	static final JsonFactory JSON = JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

	private JsonBytes() {
	}

	/**
	 * Find the first byte after the opening brace that is not white space.
	 * @param json the bytes
	 * @return its index, -1 if there is none
	 */
	static int firstInObject(byte[] json) {
		int brace = skipSpace(json, 0);
		if (brace >= json.length || json[brace] != '{') {
			return -1;
		}
		int first = skipSpace(json, brace + 1);
		return (first < json.length) ? first : -1;
	}

	static int skipSpace(byte[] json, int from) {
		int i = from;
		while (i < json.length && isSpace(json[i])) {
			i++;
		}
		return i;
	}

	static int skipSpaceBack(byte[] json, int from) {
		int i = from;
		while (i >= 0 && isSpace(json[i])) {
			i--;
		}
		return i;
	}

	private static boolean isSpace(byte candidate) {
		return candidate == ' ' || candidate == '\n' || candidate == '\r' || candidate == '\t';
	}

	/**
	 * Insert a member before all others.
	 * @param json the bytes of an object
	 * @param first the result of {@link #firstInObject(byte[])}
	 * @param name the name of the member
	 * @param literal its value as JSON
	 * @return a new array
	 */
	static byte[] insert(byte[] json, int first, String name, String literal) {
		return splice(json, first, first, quote(name) + ":" + literal + ((json[first] == '}') ? "" : ","));
	}

	static byte[] splice(byte[] json, int from, int to, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] result = new byte[json.length - (to - from) + bytes.length];
		System.arraycopy(json, 0, result, 0, from);
		System.arraycopy(bytes, 0, result, from, bytes.length);
		System.arraycopy(json, to, result, from + bytes.length, json.length - to);
		return result;
	}

	static String quote(String text) {
		return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
	}

}
