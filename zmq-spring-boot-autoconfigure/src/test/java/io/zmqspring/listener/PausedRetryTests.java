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

package io.zmqspring.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber that is paused between two attempts of a message (spring-kafka issue
 * 2738).
 */
class PausedRetryTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void messageIsTriedAgainAndNotSkipped(int concurrency) {
		EventsApplication.with(Failing.class)
			.withPropertyValues("zmq.listener.retry.max-attempts=3", "zmq.listener.retry.initial-interval=200ms",
					"concurrency=" + concurrency)
			.run((context) -> {
				Failing listener = context.getBean(Failing.class);
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				EventsApplication.publish(context, "a", "1");
				EventsApplication.publish(context, "a", "2");
				EventsApplication.await().until(() -> listener.calls.size() >= 1);
				subscriber.pause();
				subscriber.resume();
				EventsApplication.await().until(() -> listener.calls.size() == 4);
				assertThat(listener.calls).containsExactly("1", "1", "1", "2");
				assertThat(subscriber.stats().failed()).isZero();
				EventsApplication.awaitCount(context, ZmqStatistics::received, 2);
			});
	}

	static class Failing {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@ZmqListener(topics = "a", concurrency = "${concurrency}")
		void on(String payload) {
			this.calls.add(payload);
			if (payload.equals("1") && this.calls.size() < 3) {
				throw new IllegalStateException("wanted");
			}
		}

	}

}
