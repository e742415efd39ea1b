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

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An {@link EventsApplication} with a further publisher named {@code results}, which is
 * bound to a TCP port.
 */
final class ResultsApplication {

	private ResultsApplication() {
	}

	static ApplicationContextRunner with(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withPropertyValues("zmq.publishers.results.address=tcp://127.0.0.1:*",
					"zmq.publishers.results.headers=true");
	}

	static ZmqPublisher results(ApplicationContext context) {
		return context.getBean("resultsPublisher", ZmqPublisher.class);
	}

	/**
	 * Return a subscriber to all results.
	 * @param context the application
	 * @return the subscriber, already subscribed
	 */
	static RawSubscriber subscriber(ApplicationContext context) {
		RawSubscriber subscriber = new RawSubscriber(results(context).boundAddresses().get(0), "");
		subscriber.awaitSubscribed(results(context), "any");
		return subscriber;
	}

	/**
	 * Start an application with a listener, publish messages to it, and compare its
	 * results.
	 * @param listener the class of the listener
	 * @param topic the topic of the messages
	 * @param payloads the payloads of the messages
	 * @param results topic and payload of each result, separated by a blank
	 */
	static void exchange(Class<?> listener, String topic, List<?> payloads, String... results) {
		with(listener).withPropertyValues("app.publisher=results").run((context) -> {
			try (RawSubscriber subscriber = subscriber(context)) {
				payloads.forEach((payload) -> EventsApplication.publish(context, topic, payload));
				assertThat(receive(subscriber, results.length)).containsExactly(results);
			}
			assertThat(EventsApplication.subscriber(context).stats().failed()).isZero();
		});
	}

	static List<String> receive(RawSubscriber subscriber, int count) {
		List<String> received = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			received.add(String.join(" ", subscriber.receiveText()));
		}
		return received;
	}

}
