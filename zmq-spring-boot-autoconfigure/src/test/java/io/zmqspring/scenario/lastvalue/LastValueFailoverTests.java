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

package io.zmqspring.scenario.lastvalue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The values after the engine was replaced.
 */
class LastValueFailoverTests {

	@Test
	void valuesOutliveTheEngineAndSubscribersThatComeBackGetThemAgain() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class,
				"zmq.publishers.out.address=" + address, "zmq.publishers.out.last-value.topics=state");
				Joiner present = Joiner.connected(address)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			publisher.publish("on", "state");
			present.subscribe("state");
			await().until(() -> {
				List<byte[]> message = present.poll();
				return message != null && Joiner.text(message).equals("state|on");
			});
			replaceEngine(application.bean(ZmqContext.class), publisher);
			await().until(() -> {
				List<byte[]> message = present.poll();
				return message != null && Joiner.text(message).equals("state|on");
			});
			try (Joiner joiner = Joiner.connected(address)) {
				joiner.subscribe("state");
				assertThat(joiner.receiveUntilEnd(() -> publisher.publish("", Joiner.END))).containsExactly("state|on");
				publisher.publish("off", "state");
			}
			try (Joiner joiner = Joiner.connected(address)) {
				joiner.subscribe("state");
				assertThat(joiner.receiveUntilEnd(() -> publisher.publish("", Joiner.END)))
					.containsExactly("state|off");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void listenerGetsAValueAgainAfterAReconnectionOnlyWithoutSequence(boolean sequence) {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		try (TestApplication application = TestApplication.start(TestApplication.NoBeans.class,
				"zmq.publishers.out.address=" + address, "zmq.publishers.out.last-value.topics=state",
				"zmq.publishers.out.sequence=" + sequence);
				TestApplication screen = TestApplication.start(Screen.class, "zmq.subscribers.in.address=" + address)) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			List<String> shown = screen.bean(Screen.class).shown;
			publisher.publish("on", "state");
			await().until(() -> shown.size() == 1);
			replaceEngine(application.bean(ZmqContext.class), publisher);
			assertThat(publisher.awaitSubscriber("state", Duration.ofSeconds(30))).isTrue();
			publisher.publish("off", "state");
			await().until(() -> shown.contains("off"));
			ZmqStatistics statistics = screen.bean(ZmqSubscriber.class).stats();
			if (sequence) {
				assertThat(shown).containsExactly("on", "off");
				assertThat(statistics.duplicates()).isEqualTo(1);
				assertThat(statistics.lost()).isZero();
			}
			else {
				assertThat(shown).containsExactly("on", "on", "off");
			}
		}
	}

	private static void replaceEngine(ZmqContext context, ZmqPublisher publisher) {
		Engine before = context.engine();
		before.failed(new OutOfMemoryError("for the test"));
		await().until(() -> context.engine() != before && !LeakCheck.zmqThreads().contains("zmq-engine-failover")
				&& publisher.state() == ZmqState.RUNNING);
	}

	static class Screen {

		private final List<String> shown = new CopyOnWriteArrayList<>();

		@ZmqListener("state")
		void show(String state) {
			this.shown.add(state);
		}

	}

}
