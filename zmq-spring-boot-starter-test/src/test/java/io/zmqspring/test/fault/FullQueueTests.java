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

package io.zmqspring.test.fault;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;

import io.zmqspring.ZmqOperations;
import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A full queue acts by the {@code overflow} of the publisher.
 */
@ZmqTest(properties = { "spring.config.name=none", "zmq.publishers.blocking.address=tcp://*:7001",
		"zmq.publishers.blocking.overflow=block", "zmq.publishers.blocking.send-timeout=50ms",
		"zmq.publishers.failing.address=tcp://*:7002", "zmq.publishers.failing.overflow=fail" })
class FullQueueTests {

	@Autowired
	private ZmqOperations zmq;

	@Test
	void blockThrowsAfterTheSendTimeout(ZmqTestPeers peers) {
		peers.faults().dropNext("blocking", 1);
		long begin = System.nanoTime();
		assertThatExceptionOfType(ZmqTimeoutException.class)
			.isThrownBy(() -> this.zmq.withPublisher("blocking").publish("a", "t"))
			.withMessageContaining("within the send-timeout of 50ms");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(49));
		this.zmq.withPublisher("blocking").publish("b", "t");
		assertThat(peers.subscriberOf("blocking").await(1)).singleElement().extracting("topic").isEqualTo("t");
	}

	@Test
	void faultsEndWithTheMethod(ZmqTestPeers peers) {
		this.zmq.withPublisher("failing").publish("a", "t");
		peers.subscriberOf("failing").await(1);
	}

	@Nested
	class WithFail {

		private ZmqTestPeers ofTheMethod;

		@BeforeEach
		void receivesPeers(ZmqTestPeers peers) {
			this.ofTheMethod = peers;
			peers.faults().dropNext("failing", 1);
		}

		@Test
		void failThrowsAtOnce() {
			assertThatExceptionOfType(ZmqOverflowException.class)
				.isThrownBy(() -> FullQueueTests.this.zmq.withPublisher("failing").publish("a", "t"));
			assertThat(this.ofTheMethod.subscriberOf("failing").messages()).isEmpty();
		}

		@Test
		void faultsOfBeforeEachHold() {
			assertThatExceptionOfType(ZmqOverflowException.class)
				.isThrownBy(() -> FullQueueTests.this.zmq.withPublisher("failing").publish("a", "t"));
		}

	}

	@SpringBootConfiguration
	static class Application {

	}

}
