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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.support.GenericMessage;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;

/**
 * Decides for the parameters of a handler method, once, where each argument comes from;
 * refuses a method whose parameters cannot be filled.
 *
 * @since 0.1
 */
public final class HandlerArguments {

	private static final ConversionService CONVERSION = DefaultConversionService.getSharedInstance();

	private final Method method;

	private final Class<?> targetClass;

	private final PayloadCodec codec;

	private final PayloadValidation validation;

	private final @Nullable String labelHeader;

	private final Map<String, String> fixedHeaders;

	private final boolean carriesHeaders;

	public HandlerArguments(Method method, Class<?> targetClass, PayloadCodec codec, PayloadValidation validation,
			@Nullable String labelHeader, Map<String, String> fixedHeaders, boolean carriesHeaders) {
		this.method = method;
		this.targetClass = targetClass;
		this.codec = codec;
		this.validation = validation;
		this.labelHeader = labelHeader;
		this.fixedHeaders = fixedHeaders;
		this.carriesHeaders = carriesHeaders;
	}

	/**
	 * Whether the method takes batches: its only parameter is a {@code List}.
	 * @return {@code true} for a batch method
	 */
	boolean isBatch() {
		return this.method.getParameterCount() == 1 && this.method.getParameterTypes()[0] == List.class
				&& !new MethodParameter(this.method, 0).hasParameterAnnotation(Headers.class);
	}

	/**
	 * Where the elements of a batch come from.
	 * @return their source
	 */
	HandlerArgument batchElement() {
		ResolvableType element = parameterType(0).getGeneric(0);
		return value((element == ResolvableType.NONE) ? ResolvableType.forClass(Object.class) : element,
				SynthesizingMethodParameter.forExecutable(this.method, 0));
	}

	/**
	 * Where the arguments come from.
	 * @return one source per parameter
	 */
	HandlerArgument[] arguments() {
		List<HandlerArgument> arguments = new ArrayList<>();
		int payloads = 0;
		for (int i = 0; i < this.method.getParameterCount(); i++) {
			MethodParameter parameter = SynthesizingMethodParameter.forExecutable(this.method, i);
			Header header = parameter.getParameterAnnotation(Header.class);
			if (header != null) {
				arguments.add(header(parameter, header));
			}
			else if (parameter.hasParameterAnnotation(Headers.class)
					|| parameter.getParameterType() == MessageHeaders.class) {
				arguments.add(headers(parameter));
			}
			else {
				arguments.add(value(parameterType(i), parameter));
				payloads += isWholeMessage(parameter) ? 0 : 1;
			}
		}
		if (payloads > 1) {
			throw refused("has " + payloads + " parameters for the payload",
					"Mark all but one with @Header or @Headers, or take ZmqMessage");
		}
		return arguments.toArray(HandlerArgument[]::new);
	}

	private static boolean isWholeMessage(MethodParameter parameter) {
		return parameter.getParameterType() == ZmqMessage.class || parameter.getParameterType() == Message.class;
	}

	private ResolvableType parameterType(int index) {
		// Not ResolvableType.forMethodParameter: its getType() keeps the type variables
		return ResolvableType
			.forType(GenericTypeResolver.resolveType(this.method.getGenericParameterTypes()[index], this.targetClass));
	}

	private HandlerArgument value(ResolvableType type, MethodParameter parameter) {
		if (type.resolve() == ZmqMessage.class) {
			return ZmqMessage::new;
		}
		if (type.resolve() == Message.class) {
			ResolvableType content = type.getGeneric(0);
			HandlerArgument payload = payload(
					(content.resolve() == null) ? ResolvableType.forClass(byte[].class) : content, parameter);
			return (topic, bytes, headers) -> {
				Object value = payload.resolve(topic, bytes, headers);
				return new GenericMessage<>((value != null) ? value : bytes, headerMap(topic, headers));
			};
		}
		return payload(type, parameter);
	}

	private HandlerArgument payload(ResolvableType type, MethodParameter parameter) {
		Payload annotation = parameter.getParameterAnnotation(Payload.class);
		if (annotation != null && !annotation.expression().isEmpty()) {
			throw refused("has @Payload with an expression", "Take the whole payload and select in the method");
		}
		PayloadCodec.Decoder decoder;
		try {
			decoder = this.codec.decoder(type.getType());
		}
		catch (IllegalArgumentException ex) {
			throw refused("cannot be given its payload: " + ex.getMessage(),
					"Add spring-boot-starter-jackson, define a ZmqMessageConverter bean, or take byte[] or String");
		}
		boolean optional = annotation != null && !annotation.required();
		if (optional && parameter.getParameterType().isPrimitive()) {
			throw refused("has an optional payload of a primitive type", "Take the wrapper type instead");
		}
		HandlerArgument payload = new PayloadArgument(decoder, optional);
		for (Annotation candidate : parameter.getParameterAnnotations()) {
			payload = this.validation.apply(payload, candidate, this.method);
		}
		return payload;
	}

	private HandlerArgument header(MethodParameter parameter, Header annotation) {
		String name = !annotation.name().isEmpty() ? annotation.name() : parameterName(parameter);
		Class<?> type = parameter.getParameterType();
		if (!CONVERSION.canConvert(String.class, type)) {
			throw refused("wants the header '" + name + "' as " + type.getName(),
					"Take a String or a type that Spring can convert a String to");
		}
		if (name.equals(this.labelHeader)) {
			return (type == String.class) ? (topic, payload, headers) -> topic
					: (topic, payload, headers) -> CONVERSION.convert(topic, type);
		}
		String fixed = this.fixedHeaders.get(name);
		if (fixed == null && this.carriesHeaders) {
			return carriedHeader(name, annotation, type);
		}
		if (fixed == null && !ValueConstants.DEFAULT_NONE.equals(annotation.defaultValue())) {
			fixed = annotation.defaultValue();
		}
		if (fixed == null && annotation.required()) {
			throw refused("wants the header '" + name + "', which no message has",
					"Use one of ZmqHeaders, set required = false or a default value, or have messages carry headers:"
							+ " headers: true at both ends");
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
			return (value != null) ? CONVERSION.convert(value, type) : absent;
		};
	}

	private @Nullable Object convert(String name, @Nullable String value, Class<?> type) {
		try {
			return CONVERSION.convert(value, type);
		}
		catch (ConversionException ex) {
			throw refused("wants the header '" + name + "', which is '" + value + "', as " + type.getName(),
					"Take another type or another default value");
		}
	}

	private String parameterName(MethodParameter parameter) {
		String name = parameter.getParameter().isNamePresent() ? parameter.getParameter().getName() : null;
		if (name == null) {
			throw refused("has a @Header without a name", "Name it, or compile with -parameters");
		}
		return name;
	}

	private HandlerArgument headers(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == MessageHeaders.class) {
			return (topic, payload, headers) -> new MessageHeaders(headerMap(topic, headers));
		}
		if (!type.isAssignableFrom(HashMap.class)) {
			throw refused("has @Headers on a " + type.getName(), "Take a Map<String, Object> or MessageHeaders");
		}
		return (topic, payload, headers) -> headerMap(topic, headers);
	}

	private Map<String, Object> headerMap(String topic, Map<String, String> carried) {
		Map<String, Object> headers = new HashMap<>(carried);
		headers.putAll(this.fixedHeaders);
		if (this.labelHeader != null) {
			headers.put(this.labelHeader, topic);
		}
		return headers;
	}

	private ZmqConfigurationException refused(String problem, String action) {
		return new ZmqConfigurationException("The listener " + describe(this.method) + " " + problem, action);
	}

	static String describe(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

	/**
	 * The payload, decoded as its parameter says.
	 *
	 * @param decoder decodes it
	 * @param optional whether an empty one becomes {@code null}
	 */
	private record PayloadArgument(PayloadCodec.Decoder decoder, boolean optional) implements HandlerArgument {

		@Override
		public @Nullable Object resolve(String topic, byte[] payload, Map<String, String> headers) {
			if (this.optional && payload.length == 0) {
				return null;
			}
			return this.decoder.decode(payload);
		}

	}

}
