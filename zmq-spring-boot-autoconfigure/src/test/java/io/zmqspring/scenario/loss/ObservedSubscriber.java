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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.scenario.loss.Arrivals.Truth;
import io.zmqspring.scenario.loss.LossRun.Setup;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber with an oracle. What the subscriber reports is compared with what the
 * oracle knows.
 */
final class ObservedSubscriber implements AutoCloseable, ApplicationEventPublisher {

	private final Map<String, Long> gaps = new ConcurrentHashMap<>();

	private final Map<String, HandlerRegistration> registrations = new HashMap<>();

	private final LossOracle oracle;

	private final ZmqContext context;

	private final ZmqSubscriber subscriber;

	/**
	 * Create and start a subscriber.
	 * @param setup the setup of the run
	 * @param addresses the addresses to connect to
	 * @param patterns the topics, each a group of topics or one topic
	 * @param joinedAfter the last start of a publisher so far
	 */
	ObservedSubscriber(Setup setup, List<String> addresses, List<String> patterns, int joinedAfter) {
		this.oracle = new LossOracle(joinedAfter);
		this.context = setup.security().context();
		SubscriberSettings settings = SubscriberSettings.builder(addresses.toArray(String[]::new))
			.wireFormat(setup.wireFormat())
			.headers(setup.headers())
			.security(TestSecurity.section(this.context))
			.build();
		this.subscriber = new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), this);
		patterns.forEach(this::subscribe);
		this.subscriber.start();
	}

	@Override
	public void publishEvent(Object event) {
		if (event instanceof ZmqMessagesLostEvent lost) {
			this.gaps.merge(lost.topic(), lost.count(), Long::sum);
		}
	}

	void subscribe(String pattern) {
		this.registrations.put(pattern, this.subscriber.addHandler(pattern, this.oracle));
	}

	/**
	 * Unsubscribe from a group of topics, after all its messages have arrived.
	 * @param group the group
	 * @param lastStart the last start of a publisher so far
	 */
	void unsubscribe(String group, int lastStart) {
		this.registrations.remove(group + "*").remove();
		this.oracle.unsubscribed(group, lastStart);
	}

	LossOracle oracle() {
		return this.oracle;
	}

	ZmqContext context() {
		return this.context;
	}

	ZmqSubscriber subscriber() {
		return this.subscriber;
	}

	/**
	 * Assert that everything is reported exactly.
	 */
	void assertExact() {
		// Markers may still be on their way, and events have a thread of their own
		EventsApplication.await().untilAsserted(() -> {
			Map<String, Truth> truth = this.oracle.truth();
			Truth sum = truth.values().stream().reduce(Truth.NOTHING, Truth::plus);
			ZmqStatistics reported = this.subscriber.stats();
			assertThat(reported.lost()).as("lost; the truth is %s", sum).isEqualTo(sum.lost());
			assertThat(reported.reordered()).as("reordered; the truth is %s", sum).isEqualTo(sum.late() + sum.early());
			assertThat(sum.duplicates()).as("handled twice; reported are %s duplicates", reported.duplicates())
				.isZero();
			// Those that no handler takes are counted, too
			assertThat(reported.unsequenced()).as("unsequenced")
				.isBetween(this.oracle.plain(), this.oracle.plain() + reported.rejected("not-subscribed"));
			assertThat(this.gaps).as("gaps by topic").isEqualTo(gaps(truth));
		});
		assertThat(this.subscriber.faults()).isEmpty();
	}

	// A gap is reported before a message of it arrives late
	private static Map<String, Long> gaps(Map<String, Truth> truth) {
		return truth.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().missed() > 0)
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().missed()));
	}

	@Override
	public void close() {
		this.subscriber.stop();
		this.context.close();
	}

}
