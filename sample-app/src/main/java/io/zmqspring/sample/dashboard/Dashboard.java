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

package io.zmqspring.sample.dashboard;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.sample.Latest;

/**
 * Counts what arrives and logs a line per second. Keeps the last picture.
 */
class Dashboard {

	private static final Logger logger = LoggerFactory.getLogger(Dashboard.class);

	private final Map<String, Tally> tallies = new ConcurrentSkipListMap<>();

	private final Latest<byte[]> picture = new Latest<>();

	private final String frameTopic;

	Dashboard(String frameTopic) {
		this.frameTopic = frameTopic;
	}

	/**
	 * Count a message. The listener names no topics, so those of the subscriber's
	 * settings alone decide what is heard.
	 * @param message the message
	 */
	@ZmqListener(subscriber = "dashboard")
	void on(ZmqMessage message) {
		this.tallies.computeIfAbsent(message.topic(), (topic) -> new Tally()).add(message.payload().length);
		if (message.topic().equals(this.frameTopic)) {
			this.picture.set(message.payload());
		}
	}

	@EventListener(ApplicationReadyEvent.class)
	void explain() {
		logger.info("By topic: messages and bytes since the line before; age = time since the last of them came");
	}

	/**
	 * Log the line: half a second beside what a camera in the same process sends once per
	 * second, or a line would now and then count two of them and the next one none.
	 */
	@Scheduled(fixedRate = 1000, initialDelay = 1500)
	void report() {
		String line = this.tallies.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().drain())
			.collect(Collectors.joining(" | "));
		logger.info(line.isEmpty() ? "nothing has come yet" : line);
	}

	Latest<byte[]> picture() {
		return this.picture;
	}

}
