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

package io.zmqspring.scenario.interop;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.Header;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of a plain pyzmq publisher reach listeners, in the wire formats that have a
 * topic.
 */
@ParameterizedClass
@EnumSource
class PythonToJavaTests {

	private static final Map<String, PythonLink> links = new HashMap<>();

	private final TestTransport transport;

	PythonToJavaTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterAll
	static void close() {
		links.values().forEach(PythonLink::close);
	}

	private PythonLink link(WireFormat wireFormat) {
		return links.computeIfAbsent(wireFormat + " " + this.transport,
				(missing) -> PythonLink.open(wireFormat, this.transport, Listeners.class));
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void textArrivesAsPythonWritesItsJson(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("text", "{'type': 'heartbeat', 'sequence': 1, 'timestamp': 1752888000.123, 'path': '/p/é.jpg'}");
		assertThat(link.receive()).isEqualTo("{\"type\": \"heartbeat\", \"sequence\": 1, "
				+ "\"timestamp\": 1752888000.123, \"path\": \"/p/\\u00e9.jpg\"}");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void dictBecomesMap(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("map", "{'flag': True, 'none': None, 'list': [1, 2.5, 'x'], 'nested': {'a': (1, 2)}, 7: 'key'}");
		assertThat(map(link.receive())).containsEntry("flag", true)
			.containsEntry("none", null)
			.containsEntry("list", List.of(1, 2.5, "x"))
			.containsEntry("nested", Map.of("a", List.of(1, 2)))
			.containsEntry("7", "key");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void escapedAndRawUnicodeAreTheSameText(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("map", "json.dumps({'text': 'Grüße, 世界 🎈'})");
		link.publish("map", "json.dumps({'text': 'Grüße, 世界 🎈'}, ensure_ascii=False)");
		assertThat(map(link.receive())).containsEntry("text", "Grüße, 世界 🎈");
		assertThat(map(link.receive())).containsEntry("text", "Grüße, 世界 🎈");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void nanAndInfinityBecomeDoubles(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("map", "{'nan': float('nan'), 'up': float('inf'), 'down': float('-inf'), 'big': 1e22}");
		assertThat(map(link.receive())).containsEntry("nan", Double.NaN)
			.containsEntry("up", Double.POSITIVE_INFINITY)
			.containsEntry("down", Double.NEGATIVE_INFINITY)
			.containsEntry("big", 1e22);
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void integerBeyondLongBecomesBigInteger(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("map", "{'huge': 2**70, 'long': 2**40}");
		assertThat(map(link.receive())).containsEntry("huge", BigInteger.TWO.pow(70)).containsEntry("long", 1L << 40);
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void unknownFieldsOfARecordAreIgnored(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("reading",
				"{'extra': {'deep': [1]}, 'sensor': 'kitchen', 'value': float('nan'), 'sequence': 3, 'also': None}");
		assertThat(link.receive()).isEqualTo(new Reading("kitchen", Double.NaN, 3));
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void exactTopicDoesNotMatchLongerTopics(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("status2", "'not for us'");
		link.publish("statu", "'nor this'");
		link.publish("status", "'for us'");
		assertThat(link.receive()).isEqualTo("status: for us");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void prefixMatchesEveryTopicThatStartsWithIt(WireFormat wireFormat) {
		PythonLink link = link(wireFormat);
		link.publish("camera.frame", "'1'");
		link.publish("camera", "'not below camera.'");
		link.publish("camera.größe", "'2'");
		assertThat(link.receive()).isEqualTo("camera.frame: 1");
		assertThat(link.receive()).isEqualTo("camera.größe: 2");
	}

	@Test
	void allByteValuesArriveInMultipart() {
		PythonLink link = link(WireFormat.MULTIPART);
		link.publish("bytes", "bytes(range(256))");
		assertThat(link.receive()).isEqualTo(RawInteropTests.allByteValues());
	}

	@Test
	void payloadOfSingleFrameMayContainSpaces() {
		PythonLink link = link(WireFormat.SINGLE_FRAME);
		link.publish("text", "'  two before, one after '");
		assertThat(link.receive()).isEqualTo("  two before, one after ");
	}

	@Test
	void badMessagesAreRejectedAndLaterOnesAreHandled() {
		PythonLink link = link(WireFormat.SINGLE_FRAME);
		ZmqStatistics before = link.subscriber().stats();
		link.publish("-", "[b'map {broken']");
		link.publish("-", "[b'map [1, 2]']");
		link.publish("-", "[b'map ', b'second frame']");
		link.publish("-", "[b'map']");
		link.publish("-", "[b'camera.\\xff x']");
		link.publish("map", "{'still': 'here'}");
		assertThat(map(link.receive())).containsEntry("still", "here");
		ZmqStatistics after = link.subscriber().stats();
		assertThat(after.rejected("undecodable") - before.rejected("undecodable")).isEqualTo(2);
		assertThat(after.rejected("wrong-frames") - before.rejected("wrong-frames")).isEqualTo(1);
		assertThat(after.rejected("invalid-topic") - before.rejected("invalid-topic")).isEqualTo(1);
		assertThat(after.failed()).isZero();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object received) {
		assertThat(received).isInstanceOf(Map.class);
		return (Map<String, Object>) received;
	}

	record Reading(String sensor, double value, long sequence) {

	}

	static class Listeners extends PythonLink.Inbox {

		@ZmqListener({ "ready", "text" })
		void text(String text) {
			add(text);
		}

		@ZmqListener("map")
		void map(Map<String, Object> map) {
			add(map);
		}

		@ZmqListener("reading")
		void reading(Reading reading) {
			add(reading);
		}

		@ZmqListener("bytes")
		void bytes(byte[] bytes) {
			add(bytes);
		}

		@ZmqListener({ "status", "camera.*" })
		void topic(String text, @Header(ZmqHeaders.TOPIC) String topic) {
			add(topic + ": " + text);
		}

		@Bean
		static ZmqErrorHandler quietErrorHandler() {
			return (message, error) -> {
			};
		}

	}

}
