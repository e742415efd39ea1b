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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;

import io.zmqspring.message.ZmqException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

/**
 * A publisher and a subscriber whose messages are received by hand.
 */
abstract class ByHandRoles {

	static final Duration LONG = Duration.ofSeconds(30);

	static final Duration SHORT = Duration.ofMillis(50);

	static final String ADDRESS = "inproc://by-hand";

	final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	final ZmqPublisher publisher = PubSubRoles.publisher(this.context, ADDRESS);

	final List<ZmqException> errors = new CopyOnWriteArrayList<>();

	ZmqSubscriber subscriber = subscriber("order.*", "other");

	@AfterEach
	void close() {
		this.subscriber.destroy();
		this.publisher.destroy();
		this.context.close();
	}

	final ZmqSubscriber subscriber(String... topics) {
		return new ZmqSubscriber("events", SubscriberSettings.of(ADDRESS, topics), this.context, PubSubRoles.JSON,
				(message, error) -> this.errors.add(error), (event) -> {
				});
	}

	final void start() {
		if (!this.publisher.isRunning()) {
			this.publisher.start();
		}
		// The publisher may still have the connection of a former start
		EventsApplication.await().until(() -> !this.publisher.hasSubscriber("order.x"));
		this.subscriber.start();
		EventsApplication.await()
			.until(() -> this.publisher.hasSubscriber("order.x") && this.publisher.hasSubscriber("other"));
	}

	final void publish(Object payload, String topic) {
		this.publisher.publish(payload, topic);
	}

	final void awaitWaiting(long count) {
		EventsApplication.await()
			.until(() -> this.subscriber.stats().received() == count
					&& Long.valueOf(count).equals(this.subscriber.stats().queueDepth()));
	}

}
