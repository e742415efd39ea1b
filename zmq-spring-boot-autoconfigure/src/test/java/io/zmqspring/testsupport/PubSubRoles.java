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
import java.util.List;

import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * Creates publishers and subscribers without an application context. They use the keys of
 * {@link TestSecurity} if their context has them.
 */
public final class PubSubRoles {

	public static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	private PubSubRoles() {
	}

	public static ZmqPublisher publisher(ZmqContext context, String... address) {
		PublisherSettings settings = PublisherSettings.builder(address).security(TestSecurity.section(context)).build();
		return new ZmqPublisher("events", settings, context, JSON, (event) -> {
		});
	}

	public static ZmqSubscriber subscriber(ZmqContext context, String address, String... topics) {
		return subscriber(context, address, (event) -> {
		}, topics);
	}

	public static ZmqSubscriber subscriber(ZmqContext context, String address, ApplicationEventPublisher events,
			String... topics) {
		SubscriberSettings settings = SubscriberSettings.builder(address)
			.topics(topics)
			.security(TestSecurity.section(context))
			.build();
		return new ZmqSubscriber("events", settings, context, JSON, new LoggingErrorHandler(), events);
	}

	/**
	 * Return a subscriber with a {@code shutdown-timeout}.
	 * @param context the context
	 * @param address the address to connect to
	 * @param shutdownTimeout the time-out
	 * @return the subscriber, not started
	 */
	public static ZmqSubscriber subscriber(ZmqContext context, String address, Duration shutdownTimeout) {
		SubscriberSettings settings = SubscriberSettings.builder(address).shutdownTimeout(shutdownTimeout).build();
		return new ZmqSubscriber("events", settings, context, JSON, new LoggingErrorHandler(), (event) -> {
		});
	}

	/**
	 * Return the address that a subscriber connects to.
	 * @param publisher a started publisher, bound to one address of tcp or ipc
	 * @return its address, of tcp on the loopback interface
	 */
	public static String addressOf(ZmqPublisher publisher) {
		return publisher.boundAddresses().get(0).replace("0.0.0.0", "127.0.0.1");
	}

	/**
	 * Return an event publisher that records state changes.
	 * @param states the list that each new state is added to
	 * @return the event publisher
	 */
	public static ApplicationEventPublisher collecting(List<ZmqState> states) {
		return (event) -> {
			if (event instanceof ZmqStateChangedEvent changed) {
				states.add(changed.to());
			}
		};
	}

}
