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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JeroMQ clears interrupts; a publisher keeps the interrupt of the calling thread.
 */
class InterruptedSenderTests {

	private static final int MESSAGES = 1000;

	@Test
	void interruptedThreadStaysInterruptedAfterEachPublish() {
		int kept = 0;
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			ZmqPublisher publisher = new ZmqPublisher("out", PublisherSettings.of("tcp://127.0.0.1:0"), context,
					new JsonMessageConverter(JsonMapper.builder().build()), (event) -> {
					});
			publisher.start();
			ZmqSubscriber subscriber = new ZmqSubscriber("in",
					SubscriberSettings.of(publisher.boundAddresses().get(0), "topic"), context,
					new JsonMessageConverter(JsonMapper.builder().build()), new LoggingErrorHandler(), (event) -> {
					});
			subscriber.setDefaultHandler((topic, payload) -> {
			});
			subscriber.start();
			assertThat(publisher.awaitSubscriber("topic", Duration.ofSeconds(30))).isTrue();
			for (int i = 0; i < MESSAGES; i++) {
				Thread.currentThread().interrupt();
				publisher.publish("text", "topic");
				kept += Thread.interrupted() ? 1 : 0;
			}
			subscriber.stop();
			publisher.stop();
			assertThat(publisher.stats().sent()).isEqualTo(MESSAGES);
		}
		assertThat(kept).isEqualTo(MESSAGES);
	}

	@Test
	void interruptAtAnyTimeIsKeptWhilePublishingWithoutSubscriber() throws InterruptedException {
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			ZmqPublisher publisher = new ZmqPublisher("out", PublisherSettings.of("tcp://127.0.0.1:0"), context,
					new JsonMessageConverter(JsonMapper.builder().build()), (event) -> {
					});
			publisher.start();
			for (int i = 0; i < MESSAGES; i++) {
				AtomicInteger published = new AtomicInteger();
				Thread thread = Threads.daemon(() -> {
					while (!Thread.currentThread().isInterrupted()) {
						publisher.publish("text", "topic");
						published.incrementAndGet();
					}
				}, "publishing");
				thread.start();
				while (published.get() <= i) {
					Thread.onSpinWait();
				}
				thread.interrupt();
				thread.join(30_000);
				assertThat(thread.isAlive()).as("thread that has lost interrupt %d", i).isFalse();
			}
			publisher.stop();
		}
	}

}
