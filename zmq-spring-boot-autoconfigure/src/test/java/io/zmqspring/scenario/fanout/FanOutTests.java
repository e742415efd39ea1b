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

package io.zmqspring.scenario.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every subscriber receives every message, in order, from the time it is connected.
 * <p>
 * Each subscriber also subscribes to a topic of its own, after the common one. A
 * publisher that has received the second subscription has received the first, because the
 * subscriptions of one peer arrive in order.
 */
@ParameterizedClass
@EnumSource
class FanOutTests {

	private static final int MESSAGES = 100;

	private final TestApplication publishing;

	private final ZmqPublisher publisher;

	FanOutTests(TestTransport transport) {
		this.publishing = TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + transport.address());
		this.publisher = this.publishing.bean(ZmqPublisher.class);
	}

	@AfterEach
	void stop() {
		this.publishing.close();
	}

	@Test
	void threeSubscribersInOneProcessReceiveAllMessagesInOrder() {
		List<String> properties = new ArrayList<>();
		for (String name : List.of("a", "b", "c")) {
			properties.add(address(name));
			properties.add(topics(name));
		}
		try (TestApplication listening = TestApplication.start(ThreeListeners.class,
				properties.toArray(String[]::new))) {
			List.of("a", "b", "c").forEach(this::awaitSubscriber);
			publish(0, MESSAGES);
			ThreeListeners listeners = listening.bean(ThreeListeners.class);
			await().untilAsserted(() -> assertThat(listeners.a).isEqualTo(numbers(0, MESSAGES)));
			await().untilAsserted(() -> assertThat(listeners.b).isEqualTo(numbers(0, MESSAGES)));
			await().untilAsserted(() -> assertThat(listeners.c).isEqualTo(numbers(0, MESSAGES)));
		}
	}

	@Test
	void fiveSubscriberProcessesReceiveAllMessagesInOrder() {
		List<String> names = List.of("a", "b", "c", "d", "e");
		List<JavaPeer> peers = new ArrayList<>();
		try {
			names.forEach((name) -> peers.add(JavaPeer.launch(Printing.class, address(name), topics(name))));
			peers.forEach(JavaPeer::awaitStarted);
			names.forEach(this::awaitSubscriber);
			publish(0, MESSAGES);
			for (JavaPeer peer : peers) {
				assertThat(peer.answers(MESSAGES)).isEqualTo(numbers(0, MESSAGES));
			}
		}
		finally {
			peers.forEach(JavaPeer::close);
		}
	}

	@Test
	void lateSubscriberReceivesOnlyLaterMessages() {
		try (TestApplication early = TestApplication.start(OneListener.class, address("early"), topics("early"))) {
			awaitSubscriber("early");
			publish(0, MESSAGES);
			try (TestApplication late = TestApplication.start(OneListener.class, address("late"), topics("late"))) {
				awaitSubscriber("late");
				publish(MESSAGES, 2 * MESSAGES);
				List<String> seenEarly = early.bean(OneListener.class).seen;
				await().untilAsserted(() -> assertThat(seenEarly).isEqualTo(numbers(0, 2 * MESSAGES)));
				List<String> seenLate = late.bean(OneListener.class).seen;
				await().untilAsserted(() -> assertThat(seenLate).isEqualTo(numbers(MESSAGES, 2 * MESSAGES)));
			}
		}
	}

	private String address(String name) {
		return "zmq.subscribers." + name + ".address=" + this.publishing.publisherAddress();
	}

	private static String topics(String name) {
		return "zmq.subscribers." + name + ".topics=numbers,only." + name;
	}

	private void awaitSubscriber(String name) {
		await().until(() -> this.publisher.hasSubscriber("only." + name));
	}

	private void publish(int from, int to) {
		numbers(from, to).forEach((number) -> assertThat(this.publisher.publish(number, "numbers")).isTrue());
	}

	private static List<String> numbers(int from, int to) {
		return IntStream.range(from, to).mapToObj(String::valueOf).toList();
	}

	static class OneListener {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@ZmqListener("numbers")
		void on(String number) {
			this.seen.add(number);
		}

	}

	static class ThreeListeners {

		private final List<String> a = new CopyOnWriteArrayList<>();

		private final List<String> b = new CopyOnWriteArrayList<>();

		private final List<String> c = new CopyOnWriteArrayList<>();

		@ZmqListener(topics = "numbers", subscriber = "a")
		void onA(String number) {
			this.a.add(number);
		}

		@ZmqListener(topics = "numbers", subscriber = "b")
		void onB(String number) {
			this.b.add(number);
		}

		@ZmqListener(topics = "numbers", subscriber = "c")
		void onC(String number) {
			this.c.add(number);
		}

	}

	static class Printing {

		@ZmqListener("numbers")
		void on(String number) {
			JavaPeer.writeAnswer(number);
		}

	}

}
