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

import java.io.Closeable;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.GenericMessage;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessage;

/**
 * The arguments of a handler method that come from the payload, alone or as part of a
 * message.
 *
 * @param method the method
 * @param codec decodes payloads
 * @param validation validates decoded payloads
 * @param headers the headers of the messages
 */
record PayloadArguments(ListenerMethod method, PayloadCodec codec, PayloadValidation validation,
		HandlerHeaders headers) {

	/**
	 * Return the argument of a parameter that has no header annotation.
	 * @param type the type of the parameter, with type variables resolved
	 * @param parameter the parameter
	 * @return the argument
	 */
	HandlerArgument value(ResolvableType type, MethodParameter parameter) {
		if (type.resolve() == ZmqMessage.class) {
			return ZmqMessage::new;
		}
		if (type.resolve() == Message.class) {
			ResolvableType content = type.getGeneric(0);
			HandlerArgument payload = payload(
					(content.resolve() == null) ? ResolvableType.forClass(byte[].class) : content, parameter);
			return (topic, bytes, headers) -> {
				Object value = payload.resolve(topic, bytes, headers);
				if (value == null) {
					throw new ZmqConversionException("The payload is absent, but a Message needs one."
							+ " If it may be absent, declare the parameter as Message<Optional<…>>");
				}
				return new GenericMessage<>(value, this.headers.all(topic, headers));
			};
		}
		return payload(type, parameter);
	}

	/**
	 * Return the class to which payloads are decoded.
	 * @param type the type of a parameter
	 * @return the class, without {@code Message} and {@code Optional}
	 */
	static Class<?> payloadClass(ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		return (resolved == Message.class || resolved == Optional.class) ? payloadClass(type.getGeneric()) : resolved;
	}

	private HandlerArgument payload(ResolvableType type, MethodParameter parameter) {
		if (type.resolve() != Optional.class) {
			return payload(type, parameter, false);
		}
		ResolvableType content = type.getGeneric();
		HandlerArgument payload = payload((content.resolve() == null) ? ResolvableType.forClass(byte[].class) : content,
				parameter, true);
		return (topic, bytes, headers) -> Optional.ofNullable(payload.resolve(topic, bytes, headers));
	}

	private HandlerArgument payload(ResolvableType type, MethodParameter parameter, boolean inOptional) {
		Payload annotation = parameter.getParameterAnnotation(Payload.class);
		if (annotation != null && !annotation.expression().isEmpty()) {
			throw this.method.refused("has @Payload with an expression",
					"Use the whole payload and select in the method");
		}
		boolean optional = inOptional || parameter.isOptional() || (annotation != null && !annotation.required());
		if (optional && parameter.getParameterType().isPrimitive()) {
			throw this.method.refused("has an optional payload of a primitive type", "Use the wrapper type instead");
		}
		HandlerArgument payload = decoded(type, optional);
		for (Annotation candidate : parameter.getParameterAnnotations()) {
			payload = this.validation.apply(payload, candidate, this.method.method());
		}
		return payload;
	}

	private HandlerArgument decoded(ResolvableType type, boolean optional) {
		try {
			PayloadCodec.OptionalDecoder decoder = optional ? this.codec.optionalDecoder(type.getType())
					: this.codec.decoder(type.getType());
			return (topic, bytes, headers) -> decoder.decode(bytes);
		}
		catch (IllegalArgumentException ex) {
			MessageTypes<Class<?>> subclasses = MessageTypes.of(type.resolve(Object.class));
			if (!subclasses.byType().isEmpty() && type.resolve(Object.class).isSealed()) {
				return ofSubclass(subclasses, optional);
			}
			throw this.method.refused("has a payload that cannot be read: " + ex.getMessage(),
					(ex.getCause() != null) ? alternative(type)
							: "Add spring-boot-starter-jackson, define a ZmqMessageConverter bean, or use byte[] or"
									+ " String");
		}
	}

	private HandlerArgument ofSubclass(MessageTypes<Class<?>> subclasses, boolean optional) {
		Map<String, HandlerArgument> arguments = new HashMap<>();
		subclasses.byType()
			.forEach((name, subclass) -> arguments.put(name, decoded(ResolvableType.forClass(subclass), optional)));
		MessageTypes<HandlerArgument> types = new MessageTypes<>(arguments);
		return (topic, bytes, headers) -> {
			if (optional && bytes.length == 0) {
				return null;
			}
			HandlerArgument selected = types.select(topic, bytes);
			if (selected == null) {
				throw new ZmqConversionException("The message " + types.mismatch(topic, bytes));
			}
			return selected.resolve(topic, bytes, headers);
		};
	}

	private static String alternative(ResolvableType type) {
		Class<?> payload = type.resolve(Object.class);
		if (Future.class.isAssignableFrom(payload) || CompletionStage.class.isAssignableFrom(payload)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(payload) != null) {
			return "Take " + type.getGeneric().resolve(Object.class).getSimpleName()
					+ " itself: a message has one payload. An asynchronous method returns a CompletionStage";
		}
		if (Closeable.class.isAssignableFrom(payload)) {
			return "Take byte[], ByteBuffer or String";
		}
		return "Take a type that Jackson can construct, such as a record, or Map or JsonNode; describe the subtypes of"
				+ " an abstract type with @JsonTypeInfo and @JsonSubTypes, or those of a sealed type with"
				+ " @ZmqMessageType; or define a ZmqMessageConverter bean";
	}

}
