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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;

/**
 * Payloads whose classes the compiler of Protocol Buffers has generated.
 */
// tag::protobuf[]
class ProtobufMessageConverter implements ZmqMessageConverter {

	private final Map<Type, MessageLite> prototypes = new ConcurrentHashMap<>();

	@Override
	public boolean canRead(Type type) {
		return type instanceof Class<?> candidate && MessageLite.class.isAssignableFrom(candidate);
	}

	@Override
	public byte[] toBytes(Object payload) {
		if (payload instanceof MessageLite message) {
			return message.toByteArray();
		}
		throw new ZmqConversionException(payload.getClass() + " is not a class of Protocol Buffers");
	}

	@Override
	public Object fromBytes(byte[] bytes, Type type) {
		MessageLite prototype = this.prototypes.computeIfAbsent(type, ProtobufMessageConverter::prototype);
		try {
			return prototype.getParserForType().parseFrom(bytes);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new ZmqConversionException("The payload is not a " + type.getTypeName(), ex);
		}
	}

	private static MessageLite prototype(Type type) {
		try {
			return (MessageLite) ((Class<?>) type).getMethod("getDefaultInstance").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException(type.getTypeName() + " has no default instance", ex);
		}
	}

}
// end::protobuf[]
