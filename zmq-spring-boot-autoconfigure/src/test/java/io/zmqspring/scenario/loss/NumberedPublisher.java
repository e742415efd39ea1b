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

package io.zmqspring.scenario.loss;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.scenario.loss.LossRun.Setup;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

/**
 * A publisher whose payloads contain the number of its start, and the number of the
 * message within its topic and start. Used by one thread.
 */
final class NumberedPublisher implements AutoCloseable {

	/** The start in the payloads of a publisher without a sequence. */
	static final int PLAIN = 0;

	private static final String START_MEMBER = "{\"start\":";

	private static final String NUMBER_MEMBER = ",\"number\":";

	private final Map<String, Integer> numbers = new HashMap<>();

	private final Setup setup;

	private final String address;

	private final boolean sequence;

	private final IntSupplier starts;

	private ZmqContext context;

	private ZmqPublisher publisher;

	private int start;

	/**
	 * Create and start a publisher.
	 * @param setup the setup of the run
	 * @param sequence whether its messages have a sequence
	 * @param starts numbers the starts of all publishers, from 1
	 */
	NumberedPublisher(Setup setup, boolean sequence, IntSupplier starts) {
		this.setup = setup;
		this.sequence = sequence;
		this.starts = starts;
		this.address = setup.transport().address();
		this.context = setup.security().context();
		this.publisher = open();
	}

	private ZmqPublisher open() {
		// A subscriber counts messages without a sequence only after the first one with
		// one
		PublisherSettings settings = PublisherSettings.builder(this.address)
			.wireFormat(this.setup.wireFormat())
			.headers(this.setup.headers())
			.security(TestSecurity.section(this.context))
			.sequence(this.sequence)
			.lastValue(
					(this.sequence && this.setup.lastValue()) ? LastValueSettings.of("*") : LastValueSettings.DEFAULTS)
			.build();
		ZmqPublisher opened = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		opened.start();
		numberAgain();
		return opened;
	}

	private void numberAgain() {
		this.start = this.sequence ? this.starts.getAsInt() : PLAIN;
		this.numbers.clear();
	}

	String address() {
		return this.address;
	}

	ZmqContext context() {
		return this.context;
	}

	ZmqPublisher publisher() {
		return this.publisher;
	}

	/**
	 * The number of the current start.
	 * @return the number
	 */
	int start() {
		return this.start;
	}

	/**
	 * Publish a message.
	 * @param topic the topic
	 * @param filling further characters of the payload
	 * @return its number, 0 if it was refused
	 */
	int publish(String topic, String filling) {
		int number = this.numbers.getOrDefault(topic, 0) + 1;
		String payload = START_MEMBER + this.start + NUMBER_MEMBER + number + ",\"filling\":\"" + filling + "\"}";
		try {
			this.publisher.publish(payload, topic,
					this.setup.headers() ? Map.of("number", String.valueOf(number)) : Map.of());
			this.numbers.put(topic, number);
			return number;
		}
		catch (ZmqException ex) {
			return 0;
		}
	}

	/**
	 * Stop the publisher and start another one at its address.
	 */
	void replace() {
		close();
		this.context = this.setup.security().context();
		this.publisher = open();
	}

	/**
	 * Stop the publisher and start it again.
	 */
	void restart() {
		this.publisher.stop();
		this.publisher.start();
		numberAgain();
	}

	/**
	 * Return the start in a payload.
	 * @param payload the payload
	 * @return the start, {@link #PLAIN} without a sequence
	 */
	static int start(String payload) {
		return number(payload, START_MEMBER.length());
	}

	/**
	 * Return the number in a payload.
	 * @param payload the payload
	 * @return the number
	 */
	static int number(String payload) {
		return number(payload, payload.indexOf(NUMBER_MEMBER) + NUMBER_MEMBER.length());
	}

	private static int number(String payload, int from) {
		return Integer.parseInt(payload, from, payload.indexOf(',', from), 10);
	}

	@Override
	public void close() {
		this.publisher.stop();
		this.context.close();
	}

}
