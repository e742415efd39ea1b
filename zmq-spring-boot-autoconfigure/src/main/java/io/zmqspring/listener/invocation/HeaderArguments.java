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

package io.zmqspring.listener.invocation;

import java.util.HashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.ValueConstants;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqRejectedException;

/**
 * The arguments of a handler method that come from headers.
 *
 * @param method the method
 * @param headers the headers of the messages
 */
record HeaderArguments(ListenerMethod method, HandlerHeaders headers) {

	private static final Set<String> OF_PEER = Set.of(ZmqHeaders.USER_ID, ZmqHeaders.PEER_ADDRESS);

	private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

	/**
	 * Return the argument of a parameter with {@code @Header}.
	 * @param parameter the parameter
	 * @param annotation its annotation
	 * @return the argument
	 */
	HandlerArgument single(MethodParameter parameter, Header annotation) {
		String name = !annotation.name().isEmpty() ? annotation.name() : parameterName(parameter);
		Class<?> type = parameter.getParameterType();
		if (!CONVERSION.canConvert(String.class, type)) {
			throw this.method.refused("has a parameter for the header '" + name + "' of type " + type.getName(),
					"Take a String or a type that Spring can convert a String to");
		}
		if (name.equals(this.headers.labelHeader())) {
			return (type == String.class) ? (topic, payload, headers) -> topic
					: (topic, payload, headers) -> received(name, topic, type);
		}
		String fixed = this.headers.fixed().get(name);
		if (fixed == null && (this.headers.carried() || OF_PEER.contains(name))) {
			return carriedHeader(name, annotation, type);
		}
		if (fixed == null && !ValueConstants.DEFAULT_NONE.equals(annotation.defaultValue())) {
			fixed = annotation.defaultValue();
		}
		if (fixed == null && annotation.required()) {
			throw this.method.refused("has a parameter for the header '" + name + "', which no message has",
					"Use one of ZmqHeaders, set required = false or a default value, or set headers: true at both ends");
		}
		Object value = convert(name, fixed, type);
		return (topic, payload, headers) -> value;
	}

	private HandlerArgument carriedHeader(String name, Header annotation, Class<?> type) {
		boolean defaulted = !ValueConstants.DEFAULT_NONE.equals(annotation.defaultValue());
		Object absent = defaulted ? convert(name, annotation.defaultValue(), type) : null;
		boolean required = annotation.required() && !defaulted;
		return (topic, payload, headers) -> {
			String value = headers.get(name);
			if (value == null && required) {
				throw new ZmqRejectedException(RejectReason.INVALID, "The message has no header '" + name + "'");
			}
			return (value != null) ? received(name, value, type) : absent;
		};
	}

	// Without its cause, whose message quotes the value
	private static @Nullable Object received(String name, String value, Class<?> type) {
		try {
			return CONVERSION.convert(value, type);
		}
		catch (ConversionException ex) {
			throw new ZmqRejectedException(RejectReason.UNDECODABLE,
					"The header '" + name + "' cannot be converted to " + type.getTypeName());
		}
	}

	private @Nullable Object convert(String name, @Nullable String value, Class<?> type) {
		try {
			return CONVERSION.convert(value, type);
		}
		catch (ConversionException ex) {
			throw this.method.refused("has a parameter for the header '" + name + "' with the value '" + value
					+ "' of type " + type.getName(), "Take another type or another default value");
		}
	}

	private String parameterName(MethodParameter parameter) {
		String name = parameter.getParameter().isNamePresent() ? parameter.getParameter().getName() : null;
		if (name == null) {
			throw this.method.refused("has a @Header without a name", "Name it, or compile with -parameters");
		}
		return name;
	}

	/**
	 * Return the argument of a parameter with {@code @Headers}, or of the type
	 * {@code MessageHeaders}.
	 * @param parameter the parameter
	 * @return the argument
	 */
	HandlerArgument all(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == MessageHeaders.class) {
			return (topic, payload, headers) -> new MessageHeaders(this.headers.all(topic, headers));
		}
		if (!type.isAssignableFrom(HashMap.class)) {
			throw this.method.refused("has @Headers on a " + type.getName(),
					"Take a Map<String, Object> or MessageHeaders");
		}
		return (topic, payload, headers) -> this.headers.all(topic, headers);
	}

}
