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

package io.zmqspring.publisher;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;

/**
 * A publisher named {@code events} and a plain ZeroMQ subscriber to all it publishes.
 */
public final class PublishedMessages {

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class));

	PublishedMessages with(String... properties) {
		for (String property : properties) {
			this.runner = this.runner.withPropertyValues("zmq.publishers.events." + property);
		}
		return this;
	}

	PublishedMessages bean(String name, Class<?> type) {
		this.runner = this.runner.withBean(name, type);
		return this;
	}

	void run(Consumer<AssertableApplicationContext> test) {
		this.runner.run(test::accept);
	}

	void test(BiConsumer<ZmqPublisher, RawSubscriber> test) {
		with("address=tcp://127.0.0.1:0").run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), "")) {
				EventsApplication.await().pollInSameThread().until(() -> {
					peer.work();
					return publisher.hasSubscriber("any");
				});
				test.accept(publisher, peer);
			}
		});
	}

}
