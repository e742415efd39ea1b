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

package io.zmqspring.message;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.support.FailureText;
import io.zmqspring.support.JsonFailureText;
import io.zmqspring.support.PrintableText;

/**
 * Converts payloads to and from JSON with Jackson 3. Compatible with Python's
 * {@code json} module: reads and writes {@code NaN} and {@code Infinity} without quotes.
 * Default typing is disabled even if the given mapper enables it, so that a message
 * cannot choose a class. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class JsonMessageConverter implements ZmqMessageConverter {

	private static final Log logger = LogFactory.getLog(JsonMessageConverter.class);

	/** A reader keeps its deserializer; a mapper looks it up for every payload. */
	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	private final Map<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

	private final JsonMapper mapper;

	/**
	 * Create a converter.
	 * @param mapper the mapper, which is copied and not changed
	 */
	public JsonMessageConverter(JsonMapper mapper) {
		this.mapper = mapper.rebuild()
			.deactivateDefaultTyping()
			.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
			.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
			.build();
	}

	@Override
	public byte[] toBytes(Object payload) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw unwritable(payload, ex);
		}
	}

	@Override
	public byte[] toBytes(Object payload, Type type) {
		try {
			return writer(type).writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw unwritable(payload, ex);
		}
	}

	private static ZmqConversionException unwritable(Object payload, JacksonException cause) {
		return new ZmqConversionException(
				"A payload of " + payload.getClass() + " cannot be written as JSON: " + JsonFailureText.of(cause),
				cause);
	}

	@Override
	public @Nullable Object fromBytes(byte[] bytes, Type type) {
		if (bytes.length == 0) {
			return null;
		}
		try {
			return reader(type).readValue(bytes);
		}
		catch (JacksonException ex) {
			throw unreadable(type, ex);
		}
	}

	@Override
	public boolean canRead(Type type) {
		String problem = new JsonTypeCheck(this.mapper).problem(this.mapper.constructType(type));
		if (problem != null) {
			throw new ZmqConversionException(type.getTypeName() + " cannot be read from JSON: " + problem);
		}
		return true;
	}

	// Without its cause, whose message quotes the payload
	private static ZmqConversionException unreadable(Type type, JacksonException cause) {
		if (logger.isDebugEnabled()) {
			logger.debug("Jackson: " + PrintableText.of(cause.getOriginalMessage(), FailureText.LONGEST));
		}
		return new ZmqConversionException("The payload is not the JSON of " + type.getTypeName() + ": "
				+ JsonFailureText.of(cause) + reason(cause));
	}

	private static String reason(JacksonException cause) {
		if (cause instanceof ValueInstantiationException && cause.getCause() != null) {
			// Thrown by a constructor of the application, which has chosen the message
			return ": " + FailureText.of(cause.getCause());
		}
		Class<?> expected = (cause instanceof MismatchedInputException mismatch) ? mismatch.getTargetType() : null;
		return (expected != null) ? ", expected " + expected.getTypeName() : "";
	}

	private ObjectWriter writer(Type type) {
		ObjectWriter known = this.writers.get(type);
		if (known == null) {
			known = this.mapper.writerFor(this.mapper.constructType(type));
			this.writers.put(type, known);
		}
		return known;
	}

	private ObjectReader reader(Type type) {
		ObjectReader known = this.readers.get(type);
		if (known == null) {
			known = this.mapper.readerFor(this.mapper.constructType(type));
			this.readers.put(type, known);
		}
		return known;
	}

}
