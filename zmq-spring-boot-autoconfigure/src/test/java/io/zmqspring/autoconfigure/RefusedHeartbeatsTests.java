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

package io.zmqspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Failure reports for heartbeat settings that are not valid.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedHeartbeatsTests {

	private static final String OUT = "zmq.publishers.out.address=inproc://events";

	private static final String IN = "zmq.subscribers.in.address=inproc://events";

	@ParameterizedTest
	@CsvSource({ "strict, multipart, a_b, breaks the strict rule", "lenient, single-frame, a b, contains a space" })
	void topicOfAPublisherThatBreaksItsRule(String rule, String format, String topic, String problem,
			CapturedOutput output) {
		RefusedStart
			.of(output, OUT, "zmq.publishers.out.topic-rule=" + rule, "zmq.publishers.out.wire-format=" + format,
					"zmq.publishers.out.heartbeat.topic=" + topic)
			.says("'zmq.publishers.out.heartbeat.topic' with the value '" + topic + "'", problem)
			.advises("Write a topic");
	}

	@Test
	void heartbeatOfAPublisherWithRawFormat(CapturedOutput output) {
		RefusedStart.of(output, OUT, "zmq.publishers.out.wire-format=raw", "zmq.publishers.out.heartbeat.enabled=true")
			.says("'zmq.publishers.out.heartbeat.enabled' with the value 'true'",
					"cannot be combined with wire-format: raw, which carries no topic")
			.advises("Remove one of the two.");
	}

	@Test
	void intervalOfZero(CapturedOutput output) {
		RefusedStart.of(output, OUT, "zmq.publishers.out.heartbeat.interval=0s")
			.says("'zmq.publishers.out.heartbeat.interval' with the value '0s'", "is out of range");
	}

	@ParameterizedTest
	@CsvSource({ "strict, a_b, breaks the strict rule", "lenient, camera.*, is a pattern" })
	void invalidTopicOfASubscriber(String rule, String topic, String problem, CapturedOutput output) {
		RefusedStart
			.of(output, IN, "zmq.subscribers.in.topic-rule=" + rule, "zmq.subscribers.in.heartbeat-topic=" + topic)
			.says("'zmq.subscribers.in.heartbeat-topic' with the value '" + topic + "'", problem)
			.advises("Write ");
	}

	@Test
	void expectedHeartbeatWithRawFormat(CapturedOutput output) {
		RefusedStart
			.of(output, IN, "zmq.subscribers.in.wire-format=raw", "zmq.subscribers.in.expect-heartbeat-within=15s")
			.says("'zmq.subscribers.in.expect-heartbeat-within' with the value '15s'",
					"cannot be combined with wire-format: raw, which carries no topic")
			.advises("Remove one of the two.");
	}

	@Test
	void expectedServiceWithRawFormat(CapturedOutput output) {
		RefusedStart
			.of(output, IN, "zmq.subscribers.in.wire-format=raw", "zmq.subscribers.in.expect-heartbeat-from=camera")
			.says("'zmq.subscribers.in.expect-heartbeat-from'", "cannot be combined with wire-format: raw");
	}

	@Test
	void expectedServiceWithoutAName(CapturedOutput output) {
		RefusedStart.of(output, IN, "zmq.subscribers.in.expect-heartbeat-from[0]=")
			.says("'zmq.subscribers.in.expect-heartbeat-from'", "is not the name of a service")
			.advises("spring.application.name");
	}

}
