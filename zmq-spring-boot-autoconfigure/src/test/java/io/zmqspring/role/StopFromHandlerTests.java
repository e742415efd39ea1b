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

package io.zmqspring.role;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that stops its own role can go on (nats.java issue 316: its thread was
 * interrupted by the close).
 */
class StopFromHandlerTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void handlerIsNotInterruptedAndMayStartAnotherSubscriber() throws InterruptedException {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:*");
		publisher.start();
		String address = PubSubRoles.addressOf(publisher);
		ZmqSubscriber first = PubSubRoles.subscriber(this.context, address);
		ZmqSubscriber second = PubSubRoles.subscriber(this.context, address);
		List<String> received = new CopyOnWriteArrayList<>();
		second.addHandler("t", (topic, payload) -> received.add(new String(payload)));
		LinkedBlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
		first.addHandler("t", (topic, payload) -> {
			first.stop();
			second.start();
			interrupted.add(Thread.currentThread().isInterrupted());
		});
		first.start();
		EventsApplication.await().until(() -> publisher.hasSubscriber("t"));
		publisher.publish("x", "t");
		assertThat(interrupted.poll(30, TimeUnit.SECONDS)).isFalse();
		EventsApplication.await().until(() -> publisher.connectionCount() == 1 && publisher.hasSubscriber("t"));
		EventsApplication.await().until(() -> {
			publisher.publish("y", "t");
			return received.contains("y");
		});
		second.stop();
		publisher.stop();
	}

}
