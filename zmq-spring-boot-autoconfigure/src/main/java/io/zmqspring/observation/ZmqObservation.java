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

package io.zmqspring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

import io.zmqspring.role.MessageOperation;

/**
 * The observations of messages. Sending a message is a producer span, handling it is a
 * consumer span. If both ends have {@code headers: true}, the consumer continues the
 * trace of the producer. No observation has the name of a meter of this starter, because
 * Micrometer also creates a meter for each observation name.
 *
 * @since 0.1
 */
public enum ZmqObservation implements ObservationDocumentation {

	/** A publisher sends a message. */
	PUBLISH("zmq.publish", "publish"),

	/** A listener or another handler of a subscriber handles a message or a batch. */
	HANDLE("zmq.handle", "handle"),

	/** A controller sends work to one pool or to all pools. */
	SEND_WORK("zmq.work.send", "send work"),

	/** A worker handles an item of work, including the sending of its result. */
	HANDLE_WORK("zmq.work.handle", "handle work"),

	/** A worker sends a result; includes the time until ZeroMQ accepts it. */
	SEND_RESULT("zmq.result.send", "send result"),

	/** A result listener or the caller of a request handles a result. */
	HANDLE_RESULT("zmq.result.handle", "handle result");

	private final String name;

	private final String verb;

	ZmqObservation(String name, String verb) {
		this.name = name;
		this.verb = verb;
	}

	/**
	 * Return the observation of an operation.
	 * @param operation the operation
	 * @return the observation
	 */
	static ZmqObservation of(MessageOperation operation) {
		return switch (operation) {
			case PUBLISH -> PUBLISH;
			case HANDLE -> HANDLE;
			case SEND_WORK -> SEND_WORK;
			case HANDLE_WORK -> HANDLE_WORK;
			case SEND_RESULT -> SEND_RESULT;
			case HANDLE_RESULT -> HANDLE_RESULT;
		};
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName() {
		return "<name> " + this.verb;
	}

	String verb() {
		return this.verb;
	}

	private boolean isHandling() {
		return this == HANDLE || this == HANDLE_WORK || this == HANDLE_RESULT;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return isHandling() ? KeyName.merge(LowCardinalityKeys.values(), HandlerKeys.values())
				: LowCardinalityKeys.values();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinalityKeys.values();
	}

	/**
	 * Low-cardinality keys of all observations.
	 */
	public enum LowCardinalityKeys implements KeyName {

		/** The messaging system: {@code zeromq}. */
		SYSTEM("messaging.system"),

		/** {@code publish} if a message is sent, {@code process} if it is handled. */
		OPERATION("messaging.operation"),

		/** The kind of role, such as {@code publisher}. */
		ROLE("role"),

		/** The name of the role in the settings. */
		NAME("name");

		private final String key;

		LowCardinalityKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Further low-cardinality keys of the observations of handling.
	 */
	public enum HandlerKeys implements KeyName {

		/** The id of the listener, or a description of the handler. */
		ID("id");

		private final String key;

		HandlerKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * High-cardinality keys of all observations.
	 */
	public enum HighCardinalityKeys implements KeyName {

		/** The topic or the pool; absent if there is none. */
		DESTINATION("messaging.destination.name");

		private final String key;

		HighCardinalityKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
