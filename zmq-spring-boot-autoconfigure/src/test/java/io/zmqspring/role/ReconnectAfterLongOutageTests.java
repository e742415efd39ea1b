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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;

import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.Stopwatch;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestSize;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber whose publisher was away for long connects soon after it is back.
 */
class ReconnectAfterLongOutageTests {

	// Beyond the longest wait between two attempts, for a busy machine
	private static final Duration SLACK = Duration.ofMillis(900);

	@Test
	void longestWaitBetweenAttemptsIsOneSecondByDefault() {
		assertThat(SocketTuning.DEFAULTS.reconnectIntervalMax()).isEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
	void subscriberConnectsWithinTheLongestWaitAfterItsPublisherIsBack(TestTransport transport, TestSecurity security) {
		Duration away = Duration.ofMillis(TestSize.of(1000, 15_000));
		String address = transport.address();
		ZmqContext context = security.context();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(context, address, "topic");
		subscriber.setDefaultHandler((topic, payload) -> {
		});
		subscriber.start();
		try {
			await().during(away).atMost(away.plusSeconds(30)).until(() -> subscriber.connectionCount() == 0);
			try (RawPeer publisher = RawPeer.binding(SocketType.XPUB, address, security)) {
				Stopwatch back = Stopwatch.start();
				assertThat(publisher.receive()).as("the subscription").endsWith("topic");
				assertThat(back.elapsed())
					.isLessThan(SocketTuning.DEFAULTS.reconnectIntervalMax().plus(Duration.ofMillis(100)).plus(SLACK));
			}
		}
		finally {
			subscriber.destroy();
			context.close();
		}
	}

}
