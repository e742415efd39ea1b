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

package io.zmqspring.scenario.ending;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ConfigurableApplicationContext;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to messages when the process gets a SIGTERM.
 */
class SignalEndTests {

	private static final int MESSAGES = 500;

	private static final int SIZE = 10_000;

	@Test
	void applicationThatIsTerminatedSendsWhatItHasAcceptedAndCountsTheRest() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		String heldAddress = "tcp://127.0.0.1:" + FreePort.find();
		try (JavaPeer peer = JavaPeer.start(Application.class, "zmq.publishers.slow.address=" + address,
				"zmq.publishers.slow.linger=20s", "zmq.publishers.held.address=" + heldAddress,
				"zmq.publishers.held.linger=100ms");
				CountingReceiver slow = new CountingReceiver(SocketType.SUB, Pace.SLOW);
				CountingReceiver held = new CountingReceiver(SocketType.SUB, Pace.HELD)) {
			slow.connect(address);
			held.connect(heldAddress);
			assertThat(peer.answer()).isEqualTo("published");
			peer.terminate();
			assertThat(peer.answer()).isEqualTo("slow: 0 of " + MESSAGES);
			String[] counted = peer.answer().split(" ");
			assertThat(slow.receiveRest()).isEqualTo(MESSAGES);
			assertThat(held.receiveRest() + Integer.parseInt(counted[1])).isEqualTo(MESSAGES);
		}
	}

	/**
	 * Publishes when it is started, and tells at its end how many messages were not sent.
	 */
	static final class Application implements SmartInitializingSingleton, DisposableBean {

		private final ConfigurableApplicationContext context;

		private final ZmqPublisher slow;

		private final ZmqPublisher held;

		Application(ConfigurableApplicationContext context, @Qualifier("slowPublisher") ZmqPublisher slow,
				@Qualifier("heldPublisher") ZmqPublisher held) {
			this.context = context;
			this.slow = slow;
			this.held = held;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.context.registerShutdownHook();
			Thread publishing = new Thread(() -> {
				EventsApplication.await().until(() -> this.slow.isRunning() && this.held.isRunning());
				publish(this.slow);
				publish(this.held);
				JavaPeer.writeAnswer("published");
			});
			publishing.setDaemon(true);
			publishing.start();
		}

		private static void publish(ZmqPublisher publisher) {
			assertThat(publisher.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
			for (int i = 0; i < MESSAGES; i++) {
				publisher.publish(new byte[SIZE], "t");
			}
		}

		@Override
		public void destroy() {
			tell(this.slow);
			tell(this.held);
		}

		private static void tell(ZmqPublisher publisher) {
			JavaPeer.writeAnswer(publisher.name() + ": " + publisher.stats().drops().getOrDefault("stopped", 0L)
					+ " of " + publisher.stats().sent());
		}

	}

}
