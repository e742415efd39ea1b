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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;

/**
 * Determines once, for each parameter of a handler method, whether its argument comes
 * from the payload or from the headers.
 *
 * @since 0.1
 */
public final class HandlerArguments {

	private final ListenerMethod method;

	private final PayloadArguments payloads;

	private final HeaderArguments headers;

	/**
	 * Create the arguments of a method.
	 * @param method the method
	 * @param codec decodes payloads
	 * @param validation validates decoded payloads
	 * @param headers the headers of the messages
	 * @throws ZmqConfigurationException if the method is a suspending function and
	 * kotlinx-coroutines is absent
	 */
	public HandlerArguments(ListenerMethod method, PayloadCodec codec, PayloadValidation validation,
			HandlerHeaders headers) {
		method.checkSuspending();
		this.method = method;
		this.payloads = new PayloadArguments(method, codec, validation, headers);
		this.headers = new HeaderArguments(method, headers);
	}

	/**
	 * Whether the method receives batches: its only parameter is a {@code List}.
	 * @return {@code true} for a batch method
	 */
	boolean isBatch() {
		return this.method.isBatch();
	}

	/**
	 * Whether the method is a suspending function of Kotlin.
	 * @return {@code true} if it is one
	 */
	boolean isSuspending() {
		return this.method.isSuspending();
	}

	/**
	 * The value that the method returns.
	 * @return the value
	 */
	ReturnedValue returned() {
		return new ReturnedValue(this.method);
	}

	/**
	 * Whether the method returns a value, now or later.
	 * @return {@code false} if it returns nothing, or a promise of nothing
	 */
	public boolean returnsValue() {
		return returned().isPresent();
	}

	/**
	 * Return the types of the messages whose payload the method takes.
	 * @return at least one type
	 * @throws ZmqConfigurationException if the class of the payload has no type
	 */
	Collection<String> messageTypes() {
		for (int i = 0; i < this.method.parameterCount(); i++) {
			if (!isHeader(this.method.parameter(i))) {
				Set<String> types = MessageTypes.of(PayloadArguments.payloadClass(this.method.parameterType(i)))
					.byType()
					.keySet();
				if (!types.isEmpty()) {
					return types;
				}
			}
		}
		throw refused("has no type of messages",
				"Annotate the class of its payload, or all permitted subclasses of a sealed one, with"
						+ " @ZmqMessageType, or make it the default method with isDefault = true");
	}

	private static boolean isHeader(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Header.class) || parameter.hasParameterAnnotation(Headers.class)
				|| parameter.getParameterType() == MessageHeaders.class;
	}

	ZmqConfigurationException refused(String problem, String action) {
		return this.method.refused(problem, action);
	}

	String describe() {
		return this.method.describe();
	}

	/**
	 * Return the argument that resolves the elements of a batch.
	 * @return the argument
	 * @throws ZmqConfigurationException if the elements cannot be resolved
	 */
	HandlerArgument batchElement() {
		ResolvableType element = this.method.parameterType(0).getGeneric(0);
		return this.payloads.value((element == ResolvableType.NONE) ? ResolvableType.forClass(Object.class) : element,
				this.method.parameter(0));
	}

	/**
	 * Return the arguments of the method.
	 * @return one argument per parameter
	 * @throws ZmqConfigurationException if a parameter cannot be resolved
	 */
	HandlerArgument[] arguments() {
		List<HandlerArgument> arguments = new ArrayList<>();
		int payloadCount = 0;
		for (int i = 0; i < this.method.parameterCount(); i++) {
			MethodParameter parameter = this.method.parameter(i);
			Header header = parameter.getParameterAnnotation(Header.class);
			if (header != null) {
				arguments.add(this.headers.single(parameter, header));
			}
			else if (parameter.hasParameterAnnotation(Headers.class)
					|| parameter.getParameterType() == MessageHeaders.class) {
				arguments.add(this.headers.all(parameter));
			}
			else {
				arguments.add(this.payloads.value(this.method.parameterType(i), parameter));
				payloadCount += isWholeMessage(parameter) ? 0 : 1;
			}
		}
		if (payloadCount > 1) {
			throw this.method.refused("has " + payloadCount + " parameters for the payload",
					"Mark all but one with @Header or @Headers, or use ZmqMessage");
		}
		return arguments.toArray(HandlerArgument[]::new);
	}

	private static boolean isWholeMessage(MethodParameter parameter) {
		return parameter.getParameterType() == ZmqMessage.class || parameter.getParameterType() == Message.class;
	}

}
