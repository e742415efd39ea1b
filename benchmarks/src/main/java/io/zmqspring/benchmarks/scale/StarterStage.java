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

package io.zmqspring.benchmarks.scale;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * Two Spring Boot applications that use the starter with metrics enabled. One has the
 * publisher, the other has all subscribers. Publishing blocks no longer than the default
 * send-timeout of 1 s.
 */
final class StarterStage implements Stage {

	private final ConfigurableApplicationContext publishing;

	private final ConfigurableApplicationContext subscribing;

	private final String[] topics;

	private final ZmqPublisher publisher;

	StarterStage(Layout layout, List<Arrivals> subscribers) {
		this.topics = layout.topics().toArray(String[]::new);
		this.publishing = StarterApplication
			.start(Map.of("zmq.publishers.out.address", "tcp://127.0.0.1:*", "zmq.publishers.out.overflow", "block"));
		this.publisher = this.publishing.getBean(ZmqPublisher.class);
		Map<String, String> settings = new TreeMap<>();
		for (int i = 0; i < subscribers.size(); i++) {
			settings.put("zmq.subscribers.s" + i + ".address", this.publisher.boundAddresses().get(0));
			settings.put("zmq.subscribers.s" + i + ".auto-startup", "false");
		}
		this.subscribing = StarterApplication.start(settings);
		Map<String, ZmqSubscriber> beans = this.subscribing.getBeansOfType(ZmqSubscriber.class);
		for (ZmqSubscriber subscriber : beans.values()) {
			Arrivals arrivals = subscribers.get(Integer.parseInt(subscriber.name().substring(1)));
			layout.patterns()
				.forEach((pattern) -> subscriber.addHandler(pattern, (topic, payload) -> arrivals.accept(payload)));
			subscriber.start();
		}
	}

	@Override
	public boolean publish(int topic, byte[] payload) {
		try {
			return this.publisher.publish(payload, this.topics[topic]);
		}
		catch (ZmqTimeoutException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.subscribing.close();
		this.publishing.close();
	}

}
