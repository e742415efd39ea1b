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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More sockets connect at once than a listening socket queues, which are 100. The
 * connection attempts that the system refuses are repeated.
 */
class ManyConnectionsTests {

	private static final int COUNT = 150;

	private final String address = SocketFile.address();

	@Test
	void subscribersConnectToAPublisherThatDoesNotAcceptForAWhile() {
		AtomicInteger received = new AtomicInteger();
		try (PythonPeer python = PythonPeer.socket(SocketType.PUB, true, this.address);
				ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			python.suspend();
			List<ZmqSubscriber> subscribers = IntStream.range(0, COUNT)
				.mapToObj((i) -> PubSubRoles.subscriber(context, this.address))
				.toList();
			for (ZmqSubscriber subscriber : subscribers) {
				AtomicInteger own = new AtomicInteger();
				subscriber.addHandler("topic", (topic, payload) -> received.addAndGet(1 - own.getAndSet(1)));
				subscriber.start();
			}
			python.resume();
			await().untilAsserted(() -> {
				python.writeLine("socket.send_multipart([b'topic', b'x'])");
				assertThat(received).hasValue(COUNT);
			});
			assertThat(subscribers).allSatisfy((subscriber) -> {
				assertThat(subscriber.connectionCount()).isEqualTo(1);
				assertThat(subscriber.faults()).isEmpty();
			});
			subscribers.forEach(ZmqSubscriber::stop);
		}
	}

	@Test
	void publisherAcceptsSubscribersThatConnectAtOnce() {
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
				PythonPeer python = PythonPeer.socket(SocketType.SUB, false, this.address, "first")) {
			python.writeLine("zmq.all = [zmq.Context.instance().socket(zmq.SUB) for _ in range(" + COUNT + ")]");
			python.writeLine("[(one.subscribe('topic'), one.connect('" + this.address + "')) for one in zmq.all]");
			ZmqPublisher publisher = PubSubRoles.publisher(context, this.address);
			publisher.start();
			await().until(() -> publisher.connectionCount() == COUNT + 1 && publisher.hasSubscriber("topic"));
			python.writeLine("[one.recv_multipart() and print('> received', flush=True) for one in zmq.all]");
			AtomicInteger received = new AtomicInteger();
			await().until(() -> {
				publisher.publish("x", "topic");
				while (python.answer(Duration.ofMillis(20)) != null) {
					received.incrementAndGet();
				}
				return received.get() == COUNT;
			});
			assertThat(publisher.faults()).isEmpty();
			publisher.stop();
		}
	}

}
