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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages of a handler that is removed and does not return.
 */
class RemovedHandlerTests {

	private static final int MESSAGES = 10;

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final ZmqPublisher publisher = PubSubRoles.publisher(this.context, "inproc://removed");

	private final ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "inproc://removed",
			Duration.ofMillis(200));

	@AfterEach
	void close() {
		this.release.countDown();
		this.subscriber.destroy();
		this.publisher.destroy();
		this.context.close();
	}

	private void block() {
		this.entered.countDown();
		boolean released = false;
		while (!released) {
			try {
				this.release.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// It does not return when it is interrupted
			}
		}
	}

	@Test
	void messagesThatWaitInTheLanesOfARemovedHandlerAreCounted() throws InterruptedException {
		HandlerRegistration registration = this.subscriber.add(new HandlerSpec("stuck",
				List.of(this.subscriber.parse("t")), 2, HandlerInvocation.Single.of((topic, payload) -> block())),
				true);
		this.publisher.start();
		this.subscriber.start();
		EventsApplication.await().until(() -> this.publisher.hasSubscriber("t"));
		for (int i = 0; i < MESSAGES; i++) {
			this.publisher.publish("m", "t");
		}
		this.entered.await();
		EventsApplication.await().until(() -> this.subscriber.stats().received() == MESSAGES);
		registration.remove();
		assertThat(this.subscriber.stats().drops()).containsOnlyKeys("stopped").containsValue(MESSAGES - 1L);
	}

}
