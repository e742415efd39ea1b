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

package io.zmqspring.testsupport;

import java.time.Duration;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose publisher and subscriber are both named {@code events}.
 */
public final class EventsApplication {

	private static final String ADDRESS = "inproc://events";

	private EventsApplication() {
	}

	/**
	 * Return an application with both roles, joined over an inproc address.
	 * @param beans classes of beans, typically with listeners
	 * @return the application, not started
	 */
	public static ApplicationContextRunner with(Class<?>... beans) {
		return subscribing(ADDRESS, beans).withPropertyValues("zmq.publishers.events.address=" + ADDRESS);
	}

	/**
	 * Return an application with the subscriber only.
	 * @param address the address that the subscriber connects to
	 * @param beans classes of beans, typically with listeners
	 * @return the application, not started
	 */
	public static ApplicationContextRunner subscribing(String address, Class<?>... beans) {
		ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(autoConfigurations())
			.withPropertyValues("zmq.subscribers.events.address=" + address);
		for (Class<?> bean : beans) {
			runner = runner.withBean(bean);
		}
		return runner;
	}

	public static AutoConfigurations autoConfigurations() {
		return AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
				ValidationAutoConfiguration.class, ZmqAutoConfiguration.class);
	}

	/**
	 * Wait until a subscriber has subscribed to the topic, then publish.
	 * @param context the application
	 * @param topic the topic
	 * @param payload the payload
	 */
	public static void publish(ApplicationContext context, String topic, Object payload) {
		ZmqPublisher publisher = publisher(context);
		if (!publisher.hasSubscriber(topic)) {
			await().until(() -> publisher.hasSubscriber(topic));
		}
		assertThat(publisher.publish(payload, topic)).isTrue();
	}

	/**
	 * Wait until no subscriber has subscribed to the topic. Before a message to a new
	 * subscription, because it may otherwise go to the old one, which is ending.
	 * @param context the application
	 * @param topic the topic
	 */
	public static void awaitUnsubscribed(ApplicationContext context, String topic) {
		await().until(() -> !publisher(context).hasSubscriber(topic));
	}

	/**
	 * Wait until the publisher knows the present subscriptions. A topic that was
	 * unsubscribed and subscribed again may otherwise have its old subscription.
	 * @param context the application
	 */
	public static void awaitSubscriptions(ApplicationContext context) {
		HandlerRegistration last = subscriber(context).addHandler("last-subscription", (topic, payload) -> {
		});
		await().until(() -> publisher(context).hasSubscriber("last-subscription"));
		last.remove();
	}

	/**
	 * Start an Awaitility condition with a poll interval of 5 ms.
	 * @return the condition
	 */
	public static ConditionFactory await() {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).await();
	}

	public static ZmqPublisher publisher(ApplicationContext context) {
		return context.getBean("eventsPublisher", ZmqPublisher.class);
	}

	public static ZmqSubscriber subscriber(ApplicationContext context) {
		return context.getBean("eventsSubscriber", ZmqSubscriber.class);
	}

	/**
	 * Wait until a counter of the subscriber has the expected value.
	 * @param context the application
	 * @param counter reads the counter
	 * @param expected the expected value
	 */
	public static void awaitCount(ApplicationContext context, Function<ZmqStatistics, Long> counter, long expected) {
		await().untilAsserted(() -> assertThat(counter.apply(subscriber(context).stats())).isEqualTo(expected));
	}

}
