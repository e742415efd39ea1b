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

import java.time.Duration;

/**
 * A message was older than {@code max-age} when a subscriber received it, and
 * {@code on-too-old} is event. The message is handled nevertheless. Published once for
 * each message, in order on a thread of its own. While a hundred thousand events wait,
 * further messages publish none, and a warning says so.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqMessageTooOldEvent extends ZmqRoleEvent {

	private final String publisher;

	private final String topic;

	private final Duration age;

	/**
	 * Create an event.
	 * @param source the subscriber itself
	 * @param role {@code subscriber}
	 * @param name the name of the subscriber in the settings
	 * @param publisher the epoch of the publisher, which differs after each of its starts
	 * @param topic the topic
	 * @param age the time since the message was sent
	 */
	public ZmqMessageTooOldEvent(Object source, String role, String name, String publisher, String topic,
			Duration age) {
		super(source, role, name);
		this.publisher = publisher;
		this.topic = topic;
		this.age = age;
	}

	/**
	 * The publisher of the message.
	 * @return its epoch, 16 hexadecimal digits, which differ after each of its starts
	 */
	public String publisher() {
		return this.publisher;
	}

	/**
	 * The topic of the message.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * The time since the message was sent, by the clocks of both hosts.
	 * @return the age
	 */
	public Duration age() {
		return this.age;
	}

	@Override
	protected String describe() {
		return "'" + this.topic + "' is " + this.age.toMillis() + " ms old";
	}

}
