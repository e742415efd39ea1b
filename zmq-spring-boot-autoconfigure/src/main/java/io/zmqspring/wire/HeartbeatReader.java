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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import io.zmqspring.support.PrintableText;

/**
 * Reads heartbeats: JSON objects with a string {@code service}. Other fields are ignored.
 *
 * @since 0.1
 */
public final class HeartbeatReader {

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.build();

	private HeartbeatReader() {
	}

	/**
	 * Return the sender of a heartbeat.
	 * @param payload the message
	 * @return the service, printable; {@code null} if the message is not a heartbeat, or
	 * the name is empty, longer than 255 characters or has control characters
	 */
	public static @Nullable String service(byte[] payload) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
			String service = (parser.nextToken() == JsonToken.START_OBJECT) ? serviceField(parser) : null;
			return (service != null && parser.nextToken() == null && Heartbeat.isService(service))
					? PrintableText.of(service) : null;
		}
		catch (JacksonException ex) {
			// Bytes that are not JSON are not a heartbeat
			return null;
		}
	}

	private static @Nullable String serviceField(JsonParser parser) {
		String service = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean named = service == null && "service".equals(parser.currentName());
			if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
				service = parser.getString();
			}
			parser.skipChildren();
		}
		return service;
	}

}
