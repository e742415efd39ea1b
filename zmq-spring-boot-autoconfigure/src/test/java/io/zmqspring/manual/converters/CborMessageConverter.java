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

package io.zmqspring.manual.converters;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.cbor.CBORMapper;

import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;

/**
 * Payloads in CBOR (RFC 8949), by Jackson.
 */
// tag::cbor[]
class CborMessageConverter implements ZmqMessageConverter {

	private final CBORMapper mapper = new CBORMapper();

	@Override
	public byte[] toBytes(Object payload) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new ZmqConversionException(payload.getClass() + " cannot be written as CBOR", ex);
		}
	}

	@Override
	public @Nullable Object fromBytes(byte[] bytes, Type type) {
		if (bytes.length == 0) {
			return null;
		}
		try {
			return this.mapper.readValue(bytes, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw new ZmqConversionException("The payload is not the CBOR of " + type.getTypeName(), ex);
		}
	}

}
// end::cbor[]
