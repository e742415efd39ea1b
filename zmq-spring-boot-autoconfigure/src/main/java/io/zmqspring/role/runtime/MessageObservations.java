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

package io.zmqspring.role.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.zmqspring.role.MessageObserver;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.ObservedMessage;
import io.zmqspring.role.SendInterceptor;

/**
 * Creates the observations of the messages of one role, and calls the interceptor of
 * those it sends. Costs one read of a field while there is neither.
 *
 * @since 0.1
 */
public final class MessageObservations {

	private final String role;

	private final String name;

	// One field for both, so that a message without either costs one read
	private volatile @Nullable Hooks hooks;

	MessageObservations(String role, String name) {
		this.role = role;
		this.name = name;
	}

	/**
	 * Register the observer, replacing any previous one.
	 * @param newObserver the observer
	 */
	public synchronized void observeWith(MessageObserver newObserver) {
		Hooks current = this.hooks;
		this.hooks = new Hooks(newObserver, (current != null) ? current.interceptor() : null);
	}

	/**
	 * Register the interceptor of messages that are sent, replacing any previous one.
	 * @param newInterceptor the interceptor, {@code null} for none
	 */
	public synchronized void interceptWith(@Nullable SendInterceptor newInterceptor) {
		Hooks current = this.hooks;
		MessageObserver observer = (current != null) ? current.observer() : null;
		this.hooks = (observer != null || newInterceptor != null) ? new Hooks(observer, newInterceptor) : null;
	}

	/**
	 * Whether there is an observer or an interceptor.
	 * @return {@code true} if messages are observed or intercepted
	 */
	public boolean isActive() {
		return this.hooks != null;
	}

	/**
	 * Send a message.
	 * @param operation the kind of sending
	 * @param destination the topic or pool
	 * @param headers its own headers
	 * @param sender sends the message with its own headers and those of the observation
	 * @param <T> the type of the sender's result
	 * @return the sender's result
	 */
	public <T> T send(MessageOperation operation, String destination, Map<String, String> headers,
			Function<Map<String, String>, T> sender) {
		Hooks current = this.hooks;
		if (current == null) {
			return sender.apply(headers);
		}
		Map<String, String> carrier = new HashMap<>(headers);
		ObservedMessage message = new ObservedMessage(operation, this.role, this.name, destination, null, carrier);
		if (current.observer() == null) {
			current.intercept(message);
			return sender.apply(carrier);
		}
		return current.observer().observation(message).observe(() -> {
			current.intercept(message);
			return sender.apply(carrier);
		});
	}

	/**
	 * Begin to handle a message.
	 * @param operation the kind of handling
	 * @param destination the topic or pool
	 * @param handler the id of the handler
	 * @param headers its headers
	 * @return the started observation, {@code null} if there is no observer
	 */
	public @Nullable Observation begin(MessageOperation operation, String destination, String handler,
			Map<String, String> headers) {
		Hooks current = this.hooks;
		if (current == null || current.observer() == null) {
			return null;
		}
		ObservedMessage message = new ObservedMessage(operation, this.role, this.name, destination, handler, headers);
		return current.observer().observation(message).start();
	}

	/**
	 * What is called for each message.
	 *
	 * @param observer the observer, {@code null} if there is none
	 * @param interceptor the interceptor, {@code null} if there is none
	 */
	private record Hooks(@Nullable MessageObserver observer, @Nullable SendInterceptor interceptor) {

		void intercept(ObservedMessage message) {
			if (this.interceptor != null) {
				this.interceptor.beforeSend(message);
			}
		}

	}

}
