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

package io.zmqspring.role;

/**
 * A subscriber has missed messages of a publisher with {@code sequence}: their numbers
 * are missing. Published once for each gap, in order on a thread of its own. While a
 * hundred thousand events wait, further gaps are only counted, and a warning says so.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqMessagesLostEvent extends ZmqRoleEvent {

	private final String publisher;

	private final String topic;

	private final long from;

	private final long to;

	/**
	 * Create an event.
	 * @param source the subscriber itself
	 * @param role {@code subscriber}
	 * @param name the name of the subscriber in the settings
	 * @param publisher the epoch of the publisher, which differs after each of its starts
	 * @param topic the topic
	 * @param from the number of the first lost message
	 * @param to the number of the last lost message
	 */
	public ZmqMessagesLostEvent(Object source, String role, String name, String publisher, String topic, long from,
			long to) {
		super(source, role, name);
		this.publisher = publisher;
		this.topic = topic;
		this.from = from;
		this.to = to;
	}

	/**
	 * The publisher of the messages.
	 * @return its epoch, 16 hexadecimal digits, which differ after each of its starts
	 */
	public String publisher() {
		return this.publisher;
	}

	/**
	 * The topic of the messages.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * The number of the first lost message.
	 * @return the number, counted per topic from 1
	 */
	public long from() {
		return this.from;
	}

	/**
	 * The number of the last lost message.
	 * @return the number, at least {@link #from()}
	 */
	public long to() {
		return this.to;
	}

	/**
	 * How many messages are lost.
	 * @return the number of messages
	 */
	public long count() {
		return this.to - this.from + 1;
	}

	@Override
	protected String describe() {
		return "'" + this.topic + "' " + this.from + " to " + this.to + " of publisher " + this.publisher;
	}

}
