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
 * Counts the received messages, logs a report every second, and stores the latest
 * picture.
 */
class Dashboard {

	private static final Logger logger = LoggerFactory.getLogger(Dashboard.class);

	private final Map<String, TopicCounter> counters = new ConcurrentSkipListMap<>();

	private final Latest<byte[]> picture = new Latest<>();

	private final String frameTopic;

	Dashboard(String frameTopic) {
		this.frameTopic = frameTopic;
	}

	/**
	 * Count a message. The listener has no topics of its own, so it receives the topics
	 * of the subscriber's settings.
	 * @param message the message
	 */
	@ZmqListener(subscriber = "dashboard")
	void on(ZmqMessage message) {
		this.counters.computeIfAbsent(message.topic(), (topic) -> new TopicCounter()).add(message.payload().length);
		if (message.topic().equals(this.frameTopic)) {
			this.picture.set(message.payload());
		}
	}

	@EventListener(ApplicationReadyEvent.class)
	void logLegend() {
		logger.info("Per topic: messages and bytes since the previous line; age = time since the last message");
	}

	/**
	 * Log the report. The initial delay places it half a second after the messages that a
	 * camera in the same process sends once per second. Otherwise some reports would
	 * count two of them and others none.
	 */
	@Scheduled(fixedRate = 1000, initialDelay = 1500)
	void report() {
		String line = this.counters.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " " + entry.getValue().reportAndReset())
			.collect(Collectors.joining(" | "));
		logger.info(line.isEmpty() ? "no messages received yet" : line);
	}

	Latest<byte[]> picture() {
		return this.picture;
	}

}
