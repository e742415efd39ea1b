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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqRejectedException;

/**
 * Calls that one of several methods whose payload is of the type of the message, or else
 * the default method.
 *
 * @since 0.1
 */
public final class HandlersByType implements HandlerInvocation.Single {

	private final MessageTypes<HandlerInvocation.Single> types;

	private final HandlerInvocation.@Nullable Single defaultMethod;

	private HandlersByType(MessageTypes<HandlerInvocation.Single> types,
			HandlerInvocation.@Nullable Single defaultMethod) {
		this.types = types;
		this.defaultMethod = defaultMethod;
	}

	/**
	 * Return the invocation of one of several methods.
	 * @param listener the class of the methods, for messages
	 * @param methods the methods
	 * @return the invocation
	 * @throws ZmqConfigurationException if two methods have the same type, if there are
	 * two default methods, or if a method has no type and is not the default method
	 */
	public static HandlersByType of(String listener, List<HandlerOfType> methods) {
		Map<String, HandlerInvocation.Single> byType = new HashMap<>();
		Map<String, HandlerOfType> owners = new LinkedHashMap<>();
		HandlerOfType defaultMethod = null;
		for (HandlerOfType method : methods) {
			if (method.isDefault()) {
				if (defaultMethod != null) {
					throw method.arguments()
						.refused("is a second default method of the listener " + listener,
								"Set isDefault on one method only");
				}
				defaultMethod = method;
				continue;
			}
			for (String type : method.arguments().messageTypes()) {
				HandlerOfType other = owners.put(type, method);
				if (other != null) {
					throw method.arguments()
						.refused(
								"has the type '" + type + "', as the listener " + other.arguments().describe() + " has",
								"Write one method per type");
				}
				byType.put(type, method.invocation());
			}
		}
		return new HandlersByType(new MessageTypes<>(byType),
				(defaultMethod != null) ? defaultMethod.invocation() : null);
	}

	@Override
	public @Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers)
			throws Throwable {
		HandlerInvocation.Single selected = this.types.select(topic, payload);
		if (selected == null) {
			selected = this.defaultMethod;
		}
		if (selected == null) {
			throw new ZmqRejectedException(RejectReason.NO_HANDLER,
					"The message " + this.types.mismatch(topic, payload) + ", and there is no default method");
		}
		return selected.invoke(topic, payload, headers);
	}

	/**
	 * A method that handles the messages of some types.
	 *
	 * @param arguments its arguments
	 * @param isDefault whether it handles messages of any other type
	 * @param invocation calls it
	 */
	public record HandlerOfType(HandlerArguments arguments, boolean isDefault, HandlerInvocation.Single invocation) {

	}

}
