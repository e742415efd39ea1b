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

package io.zmqspring.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole path within one process: settings, publisher, wire, subscriber and listener.
 */
class PublishAndListenTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withUserConfiguration(Listening.class);

	@Test
	void listenerReceivesARecordFromTheTemplateOverInproc() {
		this.runner
			.withPropertyValues("zmq.publishers.events.address=inproc://events",
					"zmq.subscribers.events.address=inproc://events")
			.run((context) -> {
				ZmqPublisher publisher = context.getBean("eventsPublisher", ZmqPublisher.class);
				await().until(() -> publisher.hasSubscriber("order"));
				assertThat(context.getBean(ZmqTemplate.class).publish(new Order(7, "tea"), "order")).isTrue();
				List<String> seen = context.getBean(Listening.class).seen;
				await().untilAsserted(() -> assertThat(seen).containsExactly("order: Order[id=7, what=tea]"));
			});
	}

	record Order(int id, String what) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@ZmqListener("order")
		void on(Order order, @Header(ZmqHeaders.TOPIC) String topic) {
			this.seen.add(topic + ": " + order);
		}

		@Bean
		String anything() {
			return "anything";
		}

	}

}
