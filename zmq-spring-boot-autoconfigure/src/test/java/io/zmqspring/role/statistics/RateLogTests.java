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

package io.zmqspring.role.statistics;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code zmq.stats.log-interval}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RateLogTests {

	private static final String SETTING = "zmq.stats.log-interval=200ms";

	private static final String TOPICS = "zmq.subscribers.events.topics=*";

	@Test
	void everyRoleHasALineWithItsRates(CapturedOutput output) {
		EventsApplication.with().withPropertyValues(SETTING, TOPICS).run((context) -> {
			EventsApplication.subscriber(context).addHandler("b", (topic, payload) -> {
			});
			// Several messages, so that there is more than one per second in a long
			// period
			EventsApplication.await().untilAsserted(() -> {
				EventsApplication.publish(context, "a", "x");
				assertThat(output)
					.containsPattern("INFO .*Publisher 'events' RUNNING: sent [1-9]\\d*\\.\\d/s \\(\\d+\\.\\d B/s\\),"
							+ " failed 0\\.0/s, dropped \\d+\\.\\d/s, 0 connections\\R")
					.containsPattern("INFO .*Subscriber 'events' RUNNING: received [1-9]\\d*\\.\\d/s"
							+ " \\(\\d+\\.\\d B/s\\), failed 0\\.0/s, rejected [1-9]\\d*\\.\\d/s, 0 connections\\R");
			});
			int seen = output.getAll().length();
			EventsApplication.await()
				.untilAsserted(() -> assertThat(output.getAll().substring(seen)).contains("sent 0.0/s (0.0 B/s)"));
		});
	}

	@Test
	void logsNothingByDefaultAndAfterAStop(CapturedOutput output) {
		EventsApplication.with()
			.withPropertyValues(TOPICS)
			.run((context) -> assertThat(context.getBean(RateLog.class).isRunning()).isFalse());
		EventsApplication.with().withPropertyValues(TOPICS, SETTING).run((context) -> {
			RateLog log = context.getBean(RateLog.class);
			EventsApplication.await().until(() -> output.getAll().contains("/s"));
			log.stop();
			String logged = output.getAll();
			EventsApplication.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
			// A line may have been on its way when it was stopped
			assertThat(output.getAll().substring(logged.length()).lines()).hasSizeLessThan(3);
		});
	}

	@Test
	void hasNoThreadOfItsOwn() {
		EventsApplication.with().withPropertyValues(TOPICS).run((context) -> {
			Set<String> without = threads();
			EventsApplication.with()
				.withPropertyValues(TOPICS, SETTING, "zmq.publishers.events.address=inproc://other",
						"zmq.subscribers.events.address=inproc://other")
				.run((with) -> EventsApplication.await()
					.untilAsserted(() -> assertThat(threads()).isSubsetOf(without)));
		});
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			// It ends when there has been no event for a second
			.filter((name) -> !name.startsWith("zmq-events"))
			.collect(Collectors.toSet());
	}

	@Test
	void ratesAreThoseOfThePeriod() {
		ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
		try {
			ZmqPublisher role = PubSubRoles.publisher(context, "inproc://events");
			assertThat(new Rates(stats(1000, 1_000_000), stats(25_680, 11_200_000), 2).describe(role)).isEqualTo(
					"Publisher 'events' INITIALIZED: sent 12,340.0/s (5.1 MB/s), failed 0.0/s, dropped 0.0/s, 0 connections");
		}
		finally {
			context.close();
		}
	}

	private static ZmqStatistics stats(long sent, long bytes) {
		return new ZmqStatistics(sent, bytes, 0, 0, Map.of(), 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
				Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, null, null, null, null, Duration.ZERO, null);
	}

}
