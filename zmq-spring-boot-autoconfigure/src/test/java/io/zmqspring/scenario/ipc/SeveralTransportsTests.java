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

package io.zmqspring.scenario.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One socket with addresses of all transports.
 */
class SeveralTransportsTests {

	private static final List<String> NAMES = List.of("tcp", "ipc", "inproc");

	private final List<String> addresses = List.of(TestTransport.TCP.address(), TestTransport.IPC.address(),
			"inproc://several");

	private TestApplication start(Class<?> beans, String one, String several) {
		List<String> settings = new ArrayList<>(
				List.of("zmq." + several + ".several.address=" + String.join(",", this.addresses)));
		for (int i = 0; i < NAMES.size(); i++) {
			settings.add("zmq." + one + "." + NAMES.get(i) + ".address=" + this.addresses.get(i));
		}
		return TestApplication.start(beans, settings.toArray(String[]::new));
	}

	@Test
	void publisherReachesASubscriberOverEachTransport() {
		try (TestApplication application = start(ThreeSubscribers.class, "subscribers", "publishers")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			assertThat(publisher.boundAddresses()).isEqualTo(this.addresses);
			NAMES.forEach((name) -> await().until(() -> publisher.hasSubscriber(name)));
			publisher.publish("x", "all");
			ThreeSubscribers subscribers = application.bean(ThreeSubscribers.class);
			await().untilAsserted(
					() -> assertThat(subscribers.received).containsExactlyInAnyOrder("tcp x", "ipc x", "inproc x"));
			publisher.stop();
			assertThat(SocketFile.of(this.addresses.get(1))).doesNotExist();
			publisher.start();
			NAMES.forEach((name) -> await().until(() -> publisher.hasSubscriber(name)));
			assertThat(faults(application)).isEmpty();
		}
	}

	@Test
	void subscriberReceivesFromAPublisherOverEachTransport() {
		try (TestApplication application = start(OneSubscriber.class, "publishers", "subscribers")) {
			OneSubscriber subscriber = application.bean(OneSubscriber.class);
			application.beans(ZmqPublisher.class).values().forEach((publisher) -> {
				await().until(() -> publisher.hasSubscriber("all"));
				publisher.publish(publisher.name(), "all");
			});
			await().untilAsserted(() -> assertThat(subscriber.received).containsExactlyInAnyOrderElementsOf(NAMES));
			assertThat(application.bean(ZmqSubscriber.class).connections()).map((connection) -> connection.address())
				.containsExactlyInAnyOrderElementsOf(this.addresses.subList(0, 2));
			assertThat(faults(application)).isEmpty();
		}
	}

	private static Stream<String> faults(TestApplication application) {
		return application.beans(ZmqRole.class).values().stream().flatMap((role) -> role.faults().stream());
	}

	static class ThreeSubscribers {

		private final Queue<String> received = new ConcurrentLinkedQueue<>();

		@ZmqListener(topics = { "all", "tcp" }, subscriber = "tcp")
		void onTcp(String text) {
			this.received.add("tcp " + text);
		}

		@ZmqListener(topics = { "all", "ipc" }, subscriber = "ipc")
		void onIpc(String text) {
			this.received.add("ipc " + text);
		}

		@ZmqListener(topics = { "all", "inproc" }, subscriber = "inproc")
		void onInproc(String text) {
			this.received.add("inproc " + text);
		}

	}

	static class OneSubscriber {

		private final Queue<String> received = new ConcurrentLinkedQueue<>();

		@ZmqListener("all")
		void on(String text) {
			this.received.add(text);
		}

	}

}
