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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failure reports for different latency classes that would share a socket.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedLatencyClassesTests {

	@ParameterizedTest
	@CsvSource({ "tcp://*:25564, tcp://localhost:25564", "tcp://127.0.0.1:25564, tcp://127.0.0.1:25564",
			"tcp://localhost:25564, tcp://127.0.0.1:25564", "inproc://x, inproc://x" })
	void publisherAndSubscriberOfTheSameAddress(String bound, String connected, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.a.address=" + bound, "zmq.publishers.a.latency-class=control",
					"zmq.subscribers.b.address=" + connected, "zmq.subscribers.b.latency-class=telemetry",
					"zmq.subscribers.b.topics=*")
			.says("The setting 'zmq.publishers.a.latency-class' with the value 'control'",
					"conflicts with zmq.subscribers.b.latency-class: telemetry, because both use " + connected)
			.advises("Use a separate address for each latency class, or use the same class for both.");
	}

	@Test
	void twoSubscribersOfTheSameAddress(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.subscribers.a.address=tcp://camera:5555", "zmq.subscribers.a.latency-class=control",
					"zmq.subscribers.a.topics=a", "zmq.subscribers.b.address=tcp://Camera:5555",
					"zmq.subscribers.b.latency-class=logging", "zmq.subscribers.b.topics=b")
			.says("'zmq.subscribers.a.latency-class'", "zmq.subscribers.b.latency-class: logging",
					"both use tcp://Camera:5555");
	}

	@Test
	void twoPublishersOfTheSameSubscriber(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.a.address=inproc://a", "zmq.publishers.a.latency-class=control",
					"zmq.publishers.b.address=inproc://b", "zmq.publishers.b.latency-class=telemetry",
					"zmq.subscribers.both.address=inproc://a,inproc://b", "zmq.subscribers.both.topics=*")
			.says("'zmq.publishers.a.latency-class' with the value 'control'",
					"conflicts with zmq.publishers.b.latency-class: telemetry, because the socket of subscribers.both"
							+ " carries both");
	}

	@ParameterizedTest
	@CsvSource({ "inproc://a, control, inproc://b, telemetry", "inproc://a, control, inproc://a, control",
			"inproc://a, control, inproc://a, none", "tcp://127.0.0.1:0, control, tcp://192.0.2.1:25565, telemetry",
			"tcp://127.0.0.2:25565, control, tcp://127.0.0.1:25565, telemetry" })
	void classesThatShareNoSocketAreAccepted(String bound, String first, String connected, String second) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.publishers.a.address=" + bound, "zmq.publishers.a.latency-class=" + first,
					"zmq.subscribers.b.address=" + connected,
					second.equals("none") ? "" : "zmq.subscribers.b.latency-class=" + second,
					"zmq.subscribers.b.topics=*")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
