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

package io.zmqspring.hosts;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * Checks by the numbers of the application that each message of each publisher is handled
 * once and in order.
 */
@Component
@Profile("subscriber")
class NewsListener implements ApplicationRunner, Counted {

	private static final long PERIOD_MILLIS = 50;

	private final Map<String, BitSet> handled = new TreeMap<>();

	private final ZmqSubscriber subscriber;

	private final Story story;

	private final Reports reports;

	private long once;

	private long expected;

	private int ended;

	private long again;

	private long disordered;

	NewsListener(ZmqSubscriber subscriber, Story story, Reports reports) {
		this.subscriber = subscriber;
		this.story = story;
		this.reports = reports;
	}

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		while (this.subscriber.connectionCount() == 0) {
			Thread.sleep(PERIOD_MILLIS);
		}
		this.reports.state("ready");
	}

	@ZmqListener("news.*")
	synchronized void on(News news, @Header(ZmqHeaders.TOPIC) String topic) {
		BitSet numbers = this.handled.computeIfAbsent(news.publisher() + " " + topic, (key) -> new BitSet());
		if (numbers.get(news.number())) {
			this.again++;
			return;
		}
		if (news.number() < numbers.length()) {
			this.disordered++;
		}
		numbers.set(news.number());
		this.once++;
		if (news.last()) {
			this.expected += news.number();
			this.ended++;
		}
		if (this.once == this.expected && this.ended == this.story.publishers() * this.story.topics().size()) {
			this.reports.state("complete");
		}
	}

	// To find the cause of a failed run
	@EventListener(ContextClosedEvent.class)
	synchronized void describe() {
		this.handled.forEach((sender, numbers) -> System.out.println("HANDLED " + sender + ": " + numbers.cardinality()
				+ " up to " + (numbers.length() - 1) + ", the first missing one is " + numbers.nextClearBit(1)));
		this.subscriber.connections().forEach((connection) -> System.out.println("CONNECTION " + connection));
		System.out.println(this.subscriber.replayState() + " " + this.subscriber.warnings());
	}

	@Override
	public synchronized Map<String, Long> counts() {
		return Map.of("handled", this.once, "again", this.again, "disordered", this.disordered);
	}

}
