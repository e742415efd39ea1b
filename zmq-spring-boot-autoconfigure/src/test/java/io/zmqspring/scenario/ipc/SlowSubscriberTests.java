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

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zeromq.SocketType;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of two subscribers does not read. It alone loses messages, which are counted and
 * reported.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowSubscriberTests {

	// Together more than the system buffers for a socket
	private static final int MESSAGES = 200;

	private static final int SIZE = 20_000;

	@Test
	void onlyTheSlowSubscriberLosesMessages(CapturedOutput output) {
		String address = SocketFile.address();
		try (TestApplication application = TestApplication.start(NoBeans.class, "zmq.publishers.out.address=" + address,
				"zmq.publishers.out.high-water-mark=10", "zmq.publishers.out.wire-format=raw");
				PythonPeer fast = PythonPeer.socket(SocketType.SUB, false, address, "message", "fast");
				PythonPeer slow = PythonPeer.socket(SocketType.SUB, false, address, "message", "slow", "last")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("fast") && publisher.hasSubscriber("last"));
			slow.suspend();
			List<String> messages = IntStream.range(0, MESSAGES).mapToObj(SlowSubscriberTests::message).toList();
			for (String message : messages) {
				publisher.publish(message);
				assertThat(fast.received().frames()).containsExactly(PythonPeer.shown(message.getBytes()));
			}
			long dropped = publisher.stats().drops().get("slow-subscriber");
			assertThat(dropped).isBetween(1L, MESSAGES - 10L);
			assertThat(publisher.slowSubscribers()).isEqualTo(1);
			await().untilAsserted(() -> assertThat(output).containsPattern("WARN.*slow"));
			slow.resume();
			List<String> received = LongStream.range(dropped, MESSAGES)
				.mapToObj((i) -> slow.received().frames().get(0))
				.toList();
			assertThat(messages).map((message) -> PythonPeer.shown(message.getBytes())).containsSubsequence(received);
			publisher.publish("last");
			assertThat(slow.received().frames()).containsExactly(PythonPeer.shown("last".getBytes()));
			await().until(() -> publisher.slowSubscribers() == 0);
		}
	}

	private static String message(int number) {
		return "message " + number + "x".repeat(SIZE);
	}

}
