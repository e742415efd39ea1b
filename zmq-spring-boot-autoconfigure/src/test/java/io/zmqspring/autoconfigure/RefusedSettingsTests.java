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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Failure reports for settings other than addresses that are not valid.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedSettingsTests {

	private static final String ADDRESS = "zmq.publishers.events.address=inproc://events";

	@Test
	void emptyEntryInYaml(CapturedOutput output, @TempDir Path directory) throws IOException {
		RefusedStart.of(output, yaml(directory, """
				zmq:
				  publishers:
				    events:
				""")).says("The setting 'zmq.publishers.events.address' is missing.").advises("tcp://*:5555");
	}

	@Test
	void entryThatIsOnlyAnAddressInYaml(CapturedOutput output, @TempDir Path directory) throws IOException {
		RefusedStart.of(output, yaml(directory, """
				zmq:
				  subscribers:
				    in: tcp://localhost:5555
				"""))
			.says("'zmq.subscribers.in' with the value 'tcp://localhost:5555'", "application.yml] - 3:9",
					"is a value where a section is expected")
			.advises("zmq.subscribers.in.address");
	}

	@Test
	void sectionThatIsASingleValue(CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers=tcp://*:5555")
			.says("'zmq.publishers' with the value 'tcp://*:5555'")
			.advises("zmq.publishers.<name>.address");
	}

	@Test
	void reportNamesFileAndLine(CapturedOutput output, @TempDir Path directory) throws IOException {
		RefusedStart.of(output, yaml(directory, """
				zmq:
				  publishers:
				    events:
				      address: tcp://*:70000
				""")).says("application.yml] - 4:16");
	}

	@ParameterizedTest
	@CsvSource({ "handshake-interval, 0, 0s, 1ms", "handshake-interval, -1s, -1s, 1ms",
			"handshake-interval, 500us, PT0.0005S, 1ms", "handshake-interval, 25d, 2160000s, 1ms",
			"handshake-interval, 9223372036854775807s, 9223372036854775807s, 1ms",
			"heartbeat-interval, -1ms, -1ms, 0ms", "heartbeat-timeout, 0, 0s, 1ms", "reconnect-interval, 0, 0s, 1ms",
			"reconnect-interval, -1, -1ms, 1ms", "reconnect-interval-max, 0, 0s, 1ms" })
	void durationOfTheSocketOutOfRange(String key, String value, String shown, String least, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.socket." + key + "=" + value)
			.says("'zmq.publishers.events.socket." + key + "' with the value '" + shown + "'", "is out of range")
			.advises("Write a duration from " + least + " to 24d");
	}

	@ParameterizedTest
	@CsvSource({ "send-timeout, -1s", "linger, -1ms" })
	void negativeDurationOfAPublisher(String key, String value, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events." + key + "=" + value)
			.says("'zmq.publishers.events." + key + "' with the value '" + value + "'", "is out of range")
			.advises("Write a duration from 0ms to 24d");
	}

	@ParameterizedTest
	@CsvSource({ "max-message-size, 0, 0B", "max-message-size, -1MB, -1MB", "max-message-size, 2GB, 2GB",
			"send-buffer, 0, 0B", "receive-buffer, 4GB, 4GB" })
	void sizeOutOfRange(String key, String value, String shown, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.socket." + key + "=" + value)
			.says("'zmq.publishers.events.socket." + key + "' with the value '" + shown + "'", "is out of range")
			.advises("Write a size from 1B to 2047MB.");
	}

	@ParameterizedTest
	@CsvSource({ "rw-rw, is not a list of permissions, Write three characters each",
			"660, is not a list of permissions, such as rw-rw----", "'', is not a list of permissions, rw-rw----",
			"rw_rw____, is not a list of permissions, rw-rw----",
			"r--r-----, 'lets nobody connect, because a peer needs w', rw-------",
			"r--rw----, lacks the w of the owner, 'Write w for the owner too, for example rw-rw----.'",
			"---rw-rw-, lacks the w of the owner, 'for example rw-rw-rw-.'" })
	void permissionsThatAreNone(String permissions, String problem, String action, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.events.address=ipc:///run/app/events",
					"zmq.publishers.events.socket.ipc-permissions=" + permissions)
			.says("'zmq.publishers.events.socket.ipc-permissions' with the value '" + permissions + "'", problem)
			.advises(action);
	}

	@ParameterizedTest
	@CsvSource({ "publishers.a, ipc:///run/app/a, socket.tcp-keep-alive, true, a tcp address",
			"publishers.a, inproc://a, socket.heartbeat-interval, 2s, a tcp or ipc address",
			"publishers.a, tcp://*:1, socket.ipc-permissions, rw-rw----, an ipc address",
			"subscribers.a, ipc:///run/app/a, socket.ipc-permissions, rw-rw----, where the path is bound",
			"workers.a.pull, ipc:///run/app/a, socket.ipv6, true, a tcp address",
			"controllers.a.workers.b.push, inproc://a, socket.max-connections, 5, a tcp or ipc address" })
	void optionThatTheTransportDoesNotHave(String entry, String address, String key, String value, String action,
			CapturedOutput output) {
		RefusedStart.of(output, "zmq." + entry + ".address=" + address, "zmq." + entry + "." + key + "=" + value)
			.says("'zmq." + entry + "." + key + "' with the value '" + value + "'", "has no effect on ")
			.advises("Remove the key", action);
	}

	@Test
	void heartbeatTimeoutShorterThanTheInterval(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.socket.heartbeat-interval=20s")
			.says("'zmq.publishers.events.socket.heartbeat-timeout' with the value '15s'",
					"is shorter than the heartbeat-interval of 20s")
			.advises("at least one interval");
	}

	@Test
	void maximumReconnectIntervalShorterThanTheFirst(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.socket.reconnect-interval=6s")
			.says("'zmq.publishers.events.socket.reconnect-interval-max' with the value '1s'",
					"is shorter than the reconnect-interval of 6s")
			.advises("at least the interval");
	}

	@Test
	void negativeHighWaterMark(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.high-water-mark=-1")
			.says("'zmq.publishers.events.high-water-mark' with the value '-1'", "is negative")
			.advises("0 for no limit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "io-threads", "max-sockets" })
	void contextWithoutThreadsOrSockets(String key, CapturedOutput output) {
		RefusedStart.of(output, "zmq.context." + key + "=0")
			.says("'zmq.context." + key + "' with the value '0'", "is less than 1")
			.advises("Write at least 1.");
	}

	@ParameterizedTest
	@CsvSource({ "handshake-timeout, 0s, is out of range, a duration from 1ms",
			"max-handshakes-per-second, -1, is negative, 0 for no limit",
			"max-connections-per-address, -1, is negative, 0 for no limit",
			"curve.orders.reload-interval, -1s, is out of range, a duration from 0ms" })
	void securityOutOfRange(String key, String value, String problem, String action, CapturedOutput output) {
		RefusedStart.of(output, "zmq.security." + key + "=" + value)
			.says("'zmq.security." + key + "' with the value '" + value + "'", problem)
			.advises(action);
	}

	@ParameterizedTest
	@CsvSource({ "dashboard.path, zmq, is not the path of a page, Write for example /zmq",
			"dashboard.interval, 10ms, is not from 50 ms to 1 minute, Write for example 1s.",
			"stats.log-interval, 0s, is not positive, Write for example 1m" })
	void settingOfTheWholeApplicationIsNamedByItsKey(String key, String value, String problem, String action,
			CapturedOutput output) {
		RefusedStart.of(output, "zmq." + key + "=" + value)
			.says("'zmq." + key + "' with the value '" + value + "'", problem)
			.advises(action);
	}

	@ParameterizedTest
	@CsvSource({ "wire-format, MULTIPART, SINGLE_FRAME, RAW", "topic-rule, LENIENT, STRICT, STRICT" })
	void unknownWordIsReportedWithTheAllowedOnes(String key, String one, String other, String another,
			CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events." + key + "=foo")
			.says("zmq.publishers.events." + key, "\"foo\"")
			.advises(one, other, another);
	}

	@Test
	void unknownConverter(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS, "zmq.publishers.events.converter=mine")
			.says("zmq.publishers.events.converter names 'mine', which is not a bean of type ZmqMessageConverter")
			.advises("Known converters: zmqMessageConverter. Correct the name");
	}

	@ParameterizedTest
	@CsvSource({ "bigCam, big-cam", "big--cam, big-cam", "big_cam, big-cam", "[Big Cam], big-cam" })
	void invalidName(String name, String better, CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers." + name + ".address=inproc://cam")
			.says("zmq.publishers." + name.replaceAll("[\\[\\]]", ""), "has an invalid name")
			.advises("lower-case letters, digits and single dashes, for example '" + better + "'");
	}

	@ParameterizedTest
	@CsvSource({ "publishers, big-cam, bigcam", "publishers, bigCam, bigcam", "subscribers, a-bc, ab-c" })
	void namesThatDifferOnlyInCaseOrDashes(String section, String first, String second, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq." + section + "." + first + ".address=inproc://first",
					"zmq." + section + "." + second + ".address=inproc://second")
			.says("'zmq." + section + "' has the entries '" + first + "' and '" + second
					+ "', which differ only in case or dashes")
			.advises("Environment variables cannot distinguish them");
	}

	private static String yaml(Path directory, String yaml) throws IOException {
		Path file = directory.resolve("application.yml");
		Files.writeString(file, yaml);
		return "spring.config.location=" + file.toUri();
	}

}
