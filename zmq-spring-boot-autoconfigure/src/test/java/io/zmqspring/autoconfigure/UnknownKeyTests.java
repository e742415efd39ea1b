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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failure reports for unknown keys, and the suggested keys.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownKeyTests {

	private static final String ADDRESS = "zmq.publishers.events.address=inproc://events";

	@ParameterizedTest
	@CsvSource(textBlock = """
			zmq.publishers.events.adress, zmq.publishers.events.address
			zmq.publishers.events.highwatermrk, zmq.publishers.events.high-water-mark
			zmq.publishers.events.socket.max-mesage-size, zmq.publishers.events.socket.max-message-size
			zmq.publishers.events.sockt.ipv6, zmq.publishers.events.socket.ipv6
			zmq.publishers.events.max-message-size, zmq.publishers.events.socket.max-message-size
			zmq.publisher.events.adress, zmq.publishers.events.address
			zmq.subscriber.in.topics, zmq.subscribers.in.topics
			zmq.subscribers.in.topic, zmq.subscribers.in.topics
			zmq.context.io-thread, zmq.context.io-threads
			zmq.contxt.iothreads, zmq.context.io-threads
			zmq.io-threads, zmq.context.io-threads
			zmq.enable, zmq.enabled
			zmq.context.restart-on-failur, zmq.context.restart-on-failure
			zmq.publishers.events.overflw, zmq.publishers.events.overflow
			zmq.publishers.events.await-subscribers.topic, zmq.publishers.events.await-subscribers.topics
			zmq.publishers.events.heartbeat.enable, zmq.publishers.events.heartbeat.enabled
			zmq.subscribers.in.expect-heartbeat-withn, zmq.subscribers.in.expect-heartbeat-within
			zmq.subscribers.in.latencyclas, zmq.subscribers.in.latency-class
			zmq.listener.retry.max-attemps, zmq.listener.retry.max-attempts
			zmq.listener.dead-letter.publishr, zmq.listener.dead-letter.publisher
			zmq.stats.log-intervall, zmq.stats.log-interval
			zmq.observation.enable, zmq.observation.enabled
			""")
	void nearestKeyIsSuggested(String unknown, String suggested, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, unknown + "=some value")
			.says("The setting '" + unknown + "' with the value 'some value'", "is unknown")
			.advises("Did you mean '" + suggested + "'?");
	}

	@Test
	void keyWithoutAValueIsNotCalledUnknown(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.linger=")
			.says("The setting 'zmq.publishers.events.linger'", "has no value")
			.advises("Write a value, or remove the key");
	}

	@Test
	void keyWithoutSimilarOneIsReportedWithAllKnownKeys(CapturedOutput output) {
		RefusedStart refused = RefusedStart.of(output, ADDRESS, "zmq.publishers.events.colour=blue")
			.says("The setting 'zmq.publishers.events.colour' with the value 'blue'", "is unknown")
			.advises("Below 'zmq.publishers.events' these keys are known: address, port, bind", "socket.ipv6");
		assertThat(refused.action()).doesNotContain("Did you mean");
	}

	@Test
	void sectionWithoutSimilarOneIsReportedWithAllKnownKeys(CapturedOutput output) {
		RefusedStart.of(output, "zmq.colour.of.events=blue")
			.says("The setting 'zmq.colour.of.events' with the value 'blue'")
			.advises("Below 'zmq' these keys are known: enabled", "publishers.<name>", "subscribers.<name>");
	}

	@Test
	void keyBelowAValueIsRefused(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.port.number=5555")
			.says("The setting 'zmq.publishers.events.port.number'")
			.advises("'zmq.publishers.events.port' is a single value and has no keys below it.");
	}

	@Test
	void everyUnknownKeyIsNamed(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.adress=a", "zmq.context.io-thread=b")
			.says("'zmq.publishers.events.adress'", "'zmq.context.io-thread'")
			.advises("'zmq.publishers.events.address'", "'zmq.context.io-threads'");
	}

}
