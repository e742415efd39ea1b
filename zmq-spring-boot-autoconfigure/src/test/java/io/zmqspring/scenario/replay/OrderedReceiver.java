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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.zmqspring.handler.ZmqMessageHandler;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that keeps the numbers of the messages of each topic in the order in which it
 * has received them.
 */
final class OrderedReceiver implements ZmqMessageHandler<byte[]> {

	private static final String MEMBER = "{\"number\":";

	private final Map<String, List<Integer>> numbers = new HashMap<>();

	private final Runnable load;

	/**
	 * Create a handler.
	 * @param load what it does with each message
	 */
	OrderedReceiver(Runnable load) {
		this.load = load;
	}

	/**
	 * Return a payload.
	 * @param number the number of the message
	 * @param filling further characters
	 * @return the payload
	 */
	static String payload(int number, String filling) {
		return MEMBER + number + ",\"filling\":\"" + filling + "\"}";
	}

	@Override
	public void handle(String topic, byte[] payload) {
		this.load.run();
		String text = new String(payload, StandardCharsets.US_ASCII);
		int number = Integer.parseInt(text, MEMBER.length(), text.indexOf(','), 10);
		synchronized (this) {
			this.numbers.computeIfAbsent(topic, (key) -> new ArrayList<>()).add(number);
		}
	}

	/**
	 * The numbers of a topic.
	 * @param topic the topic
	 * @return a snapshot
	 */
	synchronized List<Integer> received(String topic) {
		return List.copyOf(this.numbers.getOrDefault(topic, List.of()));
	}

	synchronized int last(String topic) {
		List<Integer> all = this.numbers.getOrDefault(topic, List.of());
		return all.isEmpty() ? 0 : all.get(all.size() - 1);
	}

	/**
	 * Wait for the last message of each topic, and assert that all have come in order,
	 * once.
	 * @param published the number of the last message by topic; the first one has 1
	 */
	void assertComplete(Map<String, Integer> published) {
		published.forEach((topic, last) -> {
			EventsApplication.await()
				.atMost(RecoveryRun.TIMEOUT)
				.untilAsserted(() -> assertThat(last(topic)).as("last of " + topic).isEqualTo(last));
			assertThat(received(topic)).as(topic)
				.containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList());
		});
	}

}
