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

package io.zmqspring.autoconfigure.actuate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import io.zmqspring.autoconfigure.actuate.WebApplication.Response;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The endpoint shows what a subscriber has lost, and health stays UP.
 */
class LossesShownTests {

	@Test
	void lossesOfASubscriberAreShown() {
		try (RawPublisher publisher = new RawPublisher();
				WebApplication application = WebApplication.start(NoBeans.class,
						"zmq.subscribers.in.address=" + publisher.address(), "zmq.subscribers.in.topics=t",
						"zmq.subscribers.in.max-age=3s", "zmq.subscribers.in.on-too-old=drop")) {
			publisher.awaitSubscription();
			long now = System.currentTimeMillis() * 1_000_000;
			for (long number : new long[] { 1, 4, 4 }) {
				publisher.send("t".getBytes(StandardCharsets.UTF_8), "x".getBytes(StandardCharsets.UTF_8),
						SequenceFrame.encode(0xab, number, now));
			}
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			await().until(() -> subscriber.stats().duplicates() == 1);
			Response in = application.get("/zmq/subscriber/in");
			JsonNode loss = in.at("/losses/0");
			assertThat(loss.propertyNames()).containsExactly("publisher", "topic", "gaps", "lost", "firstAt", "lastAt");
			assertThat(in.text("/losses/0/publisher")).isEqualTo("00000000000000ab");
			assertThat(in.text("/losses/0/topic")).isEqualTo("t");
			assertThat(in.at("/losses/0/gaps").asInt()).isEqualTo(1);
			assertThat(in.at("/losses/0/lost").asInt()).isEqualTo(2);
			assertThat(Instant.parse(in.text("/losses/0/firstAt"))).isBefore(Instant.now());
			assertThat(in.at("/statistics/lost").asInt()).isEqualTo(2);
			assertThat(in.at("/statistics/duplicates").asInt()).isEqualTo(1);
			assertThat(in.text("/settings/maxAge")).isEqualTo("3s");
			assertThat(in.text("/settings/onTooOld")).isEqualTo("drop");
			assertThat(application.get("/health").text("/status")).isEqualTo("UP");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class NoBeans {

	}

}
