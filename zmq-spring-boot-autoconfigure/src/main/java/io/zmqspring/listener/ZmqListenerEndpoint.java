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

package io.zmqspring.listener;

import java.util.List;

import io.zmqspring.handler.HandlerRegistration;

/**
 * A listener, which can be stopped and started. Every method may be called from any
 * thread.
 *
 * @since 0.1
 */
public final class ZmqListenerEndpoint {

	private final String id;

	private final List<String> topics;

	private final String subscriber;

	private final String method;

	private final HandlerRegistration registration;

	ZmqListenerEndpoint(String id, List<String> topics, String subscriber, String method,
			HandlerRegistration registration) {
		this.id = id;
		this.topics = List.copyOf(topics);
		this.subscriber = subscriber;
		this.method = method;
		this.registration = registration;
	}

	/**
	 * The id.
	 * @return the id, unique in the application
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The topics of the annotation, with placeholders and expressions resolved.
	 * @return the topics, empty for a listener of the messages that no other listener
	 * takes
	 */
	public List<String> topics() {
		return this.topics;
	}

	/**
	 * The name of its subscriber.
	 * @return the name in the settings
	 */
	public String subscriber() {
		return this.subscriber;
	}

	/**
	 * The method that is called.
	 * @return the class and the method
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Whether the listener receives messages while its subscriber runs.
	 * @return {@code true} if it is started
	 */
	public boolean isRunning() {
		return this.registration.isActive();
	}

	/**
	 * Start to deliver messages to the listener, and subscribe to its topics.
	 */
	public void start() {
		this.registration.activate();
	}

	/**
	 * Stop delivering messages to the listener, and cancel the subscription to its
	 * topics.
	 */
	public void stop() {
		this.registration.deactivate();
	}

}
