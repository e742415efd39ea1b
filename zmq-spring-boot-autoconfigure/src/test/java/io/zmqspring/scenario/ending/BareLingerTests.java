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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.scenario.ending.MessageCounter.Pace;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What plain JeroMQ does in the situations of {@link LingerTests}.
 */
class BareLingerTests {

	private static final Log logger = LogFactory.getLog(BareLingerTests.class);

	private static final int MESSAGES = 1000;

	static Stream<Arguments> receivers() {
		Stream<Arguments> few = Stream.of(Arguments.of(0, Pace.HELD, 0), Arguments.of(3000, Pace.SLOW, 10));
		return (TestSize.of(0, 1) == 0) ? few : Stream.concat(few, Stream.of(Arguments.of(300, Pace.HELD, 0),
				Arguments.of(300, Pace.SLOW, 0), Arguments.of(3000, Pace.SLOW, 0)));
	}

	@ParameterizedTest
	@MethodSource("receivers")
	void plainJeroMqTellsNothingAboutTheMessagesItDiscards(int linger, Pace pace, int heartbeats) {
		try (CountingReceiver receiver = new CountingReceiver(SocketType.SUB, pace)) {
			receiver.heartbeats(Duration.ofMillis(heartbeats), Duration.ofMinutes(1));
			ZMQ.Context context = ZMQ.context(1);
			ZMQ.Socket publisher = context.socket(SocketType.XPUB);
			publisher.setLinger(linger);
			publisher.bind("tcp://127.0.0.1:*");
			receiver.connect(publisher.getLastEndpoint());
			assertThat(publisher.recv()).containsExactly(1);
			for (int i = 0; i < MESSAGES; i++) {
				publisher.send("t".getBytes(StandardCharsets.UTF_8), ZMQ.SNDMORE);
				publisher.send(new byte[10_000], 0);
			}
			long start = System.nanoTime();
			publisher.close();
			context.term();
			Duration taken = Duration.ofNanos(System.nanoTime() - start);
			int received = receiver.receiveRest();
			logger.info("Plain JeroMQ, linger " + linger + " ms, receiver " + pace + ", heartbeats every " + heartbeats
					+ " ms: " + received + " of " + MESSAGES + " received, closed after " + taken.toMillis() + " ms");
			assertThat(received).isLessThanOrEqualTo(MESSAGES);
		}
	}

}
