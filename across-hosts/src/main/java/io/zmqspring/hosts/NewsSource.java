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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.zmqspring.publisher.ZmqPublisher;

/**
 * Publishes numbered messages to each topic.
 */
@Component
@Profile("publisher")
class NewsSource implements ApplicationRunner, Counted {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ZmqPublisher publisher;

	private final Story story;

	private final Reports reports;

	private final AtomicLong published = new AtomicLong();

	NewsSource(ZmqPublisher publisher, Story story, Reports reports) {
		this.publisher = publisher;
		this.story = story;
		this.reports = reports;
	}

	@Override
	public void run(ApplicationArguments args) {
		for (String topic : this.story.topics()) {
			if (!this.publisher.awaitSubscriber(topic, PATIENCE)) {
				throw new IllegalStateException("Nobody has subscribed to '" + topic + "' within " + PATIENCE);
			}
		}
		this.reports.state("sending");
		Pace pace = new Pace(this.story.messageInterval(), this.story.end());
		int number = 1;
		while (pace.await()) {
			publish(number++, false);
		}
		publish(number, true);
		this.reports.state("done");
	}

	private void publish(int number, boolean last) {
		for (String topic : this.story.topics()) {
			this.publisher.publish(new News(this.story.host(), number, last), topic);
			this.published.incrementAndGet();
		}
	}

	// More than are sent if nobody is connected: replay keeps them
	@Override
	public Map<String, Long> counts() {
		return Map.of("published", this.published.get());
	}

}
