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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters of lost and repeated messages, and of their ages.
 */
class SequenceMeterTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void lossesRepetitionsAndAgesAreMeasured() {
		try (RawPublisher publisher = new RawPublisher();
				ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
				ZmqSubscriber subscriber = PubSubRoles.subscriber(context, publisher.address(), "t")) {
			ZmqMeterBinder binder = new ZmqMeterBinder(() -> Stream.of(subscriber), true);
			binder.bindTo(this.registry);
			subscriber.addHandler("t", (topic, payload) -> {
			});
			subscriber.start();
			assertThat(count("zmq.messages.lost")).isZero();
			assertThat(count("zmq.messages.duplicate")).isZero();
			assertThat(this.registry.find("zmq.messages.age").timer()).isNull();
			publisher.awaitSubscription();
			send(publisher, 1, 3, 3, 6);
			EventsApplication.await().untilAsserted(() -> {
				assertThat(count("zmq.messages.lost")).isEqualTo(3);
				assertThat(count("zmq.messages.duplicate")).isEqualTo(1);
				assertThat(this.registry.get("zmq.messages.age").tag("name", "events").timer().count()).isEqualTo(3);
			});
			// Found again; a counter must not decrease
			send(publisher, 4);
			EventsApplication.await().until(() -> subscriber.stats().lost() == 2);
			assertThat(count("zmq.messages.lost")).isEqualTo(3);
			send(publisher, 10);
			EventsApplication.await().untilAsserted(() -> assertThat(count("zmq.messages.lost")).isEqualTo(5));
			binder.destroy();
			assertThat(this.registry.getMeters()).isEmpty();
		}
	}

	@Test
	void everyAgeIsMeasuredWithMaxAge() {
		try (RawPublisher publisher = new RawPublisher();
				ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
				ZmqSubscriber subscriber = new ZmqSubscriber("events",
						SubscriberSettings.builder(publisher.address())
							.maxAge(Duration.ofHours(1))
							.security(TestSecurity.section(context))
							.build(),
						context, PubSubRoles.JSON, new LoggingErrorHandler(), (event) -> {
						})) {
			new ZmqMeterBinder(() -> Stream.of(subscriber), true).bindTo(this.registry);
			subscriber.addHandler("t", (topic, payload) -> {
			});
			subscriber.start();
			publisher.awaitSubscription();
			for (int i = 1; i <= 800; i++) {
				// One old message among many
				send(publisher, Duration.ofMinutes((i == 700) ? 10 : 0), i);
			}
			// A message counts as received before its age is known, and the timer appears
			// with the first age
			EventsApplication.await()
				.untilAsserted(() -> assertThat(this.registry.get("zmq.messages.age").timer().count()).isEqualTo(800));
			Timer ages = this.registry.get("zmq.messages.age").timer();
			assertThat(ages.max(TimeUnit.SECONDS)).isBetween(600.0, 660.0);
			assertThat(ages.totalTime(TimeUnit.SECONDS)).isBetween(600.0, 1400.0);
		}
	}

	private double count(String name) {
		return this.registry.get(name).tags("role", "subscriber", "name", "events").functionCounter().count();
	}

	private static void send(RawPublisher publisher, long... numbers) {
		send(publisher, Duration.ZERO, numbers);
	}

	private static void send(RawPublisher publisher, Duration age, long... numbers) {
		for (long number : numbers) {
			publisher.send("t".getBytes(StandardCharsets.UTF_8), "x".getBytes(StandardCharsets.UTF_8),
					SequenceFrame.encode(7, number, (System.currentTimeMillis() - age.toMillis()) * 1_000_000));
		}
	}

}
