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

package io.zmqspring.benchmarks.footprint;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * Sends one message from the publisher to the subscriber of the same application.
 */
class Greeting implements Exercise {

	private static final String TOPIC = "greeting";

	private final ZmqPublisher publisher;

	private final CountDownLatch heard = new CountDownLatch(1);

	Greeting(ZmqPublisher publisher) {
		this.publisher = publisher;
	}

	@ZmqListener(TOPIC)
	void hear(byte[] payload) {
		this.heard.countDown();
	}

	@Override
	public void complete() throws InterruptedException {
		if (!this.publisher.awaitSubscriber(TOPIC, Duration.ofSeconds(20))) {
			throw new IllegalStateException("No subscription has been received within 20 s");
		}
		this.publisher.publish(new byte[64], TOPIC);
		if (!this.heard.await(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The subscriber has not received the message within 20 s");
		}
	}

}
