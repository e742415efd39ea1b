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

/**
 * Creates the observations of the messages of one role. Costs one read of a field while
 * there is no observer.
 *
 * @since 0.1
 */
public final class MessageObservations {

	private final String role;

	private final String name;

	private volatile @Nullable MessageObserver observer;

	MessageObservations(String role, String name) {
		this.role = role;
		this.name = name;
	}

	/**
	 * Register the observer, replacing any previous one.
	 * @param newObserver the observer
	 */
	public void observeWith(MessageObserver newObserver) {
		this.observer = newObserver;
	}

	/**
	 * Whether there is an observer.
	 * @return {@code true} if messages are observed
	 */
	public boolean isActive() {
		return this.observer != null;
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
		MessageObserver current = this.observer;
		if (current == null) {
			return sender.apply(headers);
		}
		Map<String, String> carrier = new HashMap<>(headers);
		ObservedMessage message = new ObservedMessage(operation, this.role, this.name, destination, null, carrier);
		return current.observation(message).observe(() -> sender.apply(carrier));
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
		MessageObserver current = this.observer;
		if (current == null) {
			return null;
		}
		ObservedMessage message = new ObservedMessage(operation, this.role, this.name, destination, handler, headers);
		return current.observation(message).start();
	}

}
