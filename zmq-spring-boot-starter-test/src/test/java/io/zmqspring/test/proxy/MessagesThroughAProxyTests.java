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

package io.zmqspring.test.proxy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.zmqspring.ZmqOperations;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A test that reads messages without a wait also sees those that pass through a proxy of
 * the application.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.proxies.news.type=pub-sub",
		"zmq.proxies.news.frontend.address=tcp://*:7101", "zmq.proxies.news.backend.address=tcp://*:7102",
		"zmq.publishers.first.address=tcp://localhost:7101", "zmq.publishers.first.bind=false",
		"zmq.subscribers.in.address=tcp://localhost:7102", "zmq.publishers.last.address=tcp://*:7103" })
class MessagesThroughAProxyTests {

	private static final int MESSAGES = 100;

	private static final String BODY = "x".repeat(10_000);

	@Autowired
	private ZmqTestPeers peers;

	@Autowired
	private ZmqPublisher firstPublisher;

	@Autowired
	private ZmqProxy newsProxy;

	@Autowired
	private Relay relay;

	// The subscription travels through the proxy
	private void awaitSubscription() {
		await().until(() -> {
			this.firstPublisher.publish("probe", "news");
			return this.relay.probed;
		});
	}

	@Test
	void messagesInTheProxyAreWaitedFor() {
		awaitSubscription();
		for (int i = 0; i < MESSAGES; i++) {
			this.firstPublisher.publish(BODY, "news");
		}
		assertThat(this.peers.subscriberOf("last").messages()).hasSize(MESSAGES);
		assertThat(this.newsProxy.stats().sent()).isGreaterThan(MESSAGES);
	}

	@Test
	void proxyThatIsStoppedIsNotWaitedForAndStartsAgain() {
		this.newsProxy.stop();
		assertThat(this.peers.subscriberOf("last").messages()).isEmpty();
	}

	@SpringBootApplication
	static class Application {

		@Bean
		Relay relay(ZmqOperations zmq) {
			return new Relay(zmq);
		}

	}

	static class Relay {

		private final ZmqOperations zmq;

		private volatile boolean probed;

		Relay(ZmqOperations zmq) {
			this.zmq = zmq;
		}

		@ZmqListener(topics = "news", subscriber = "in")
		void on(String text) {
			if (text.equals("probe")) {
				this.probed = true;
			}
			else {
				this.zmq.withPublisher("last").publish(text, "out");
			}
		}

	}

}
