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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Failure reports for addresses and ports that are not valid.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedAddressesTests {

	private static final String ADDRESS = "zmq.publishers.events.address=";

	@Test
	void missingAddressOfAPublisher(CapturedOutput output) {
		RefusedStart.of(output, "zmq.publishers.events.bind=true")
			.says("The setting 'zmq.publishers.events.address' is missing.")
			.advises("Write the address to bind to, for example tcp://*:5555.", "ZMQ_PUBLISHERS_EVENTS_ADDRESS");
	}

	@Test
	void missingAddressOfASubscriber(CapturedOutput output) {
		RefusedStart.of(output, "zmq.subscribers.in.topics=a")
			.says("The setting 'zmq.subscribers.in.address' is missing.")
			.advises("Write the address to connect to, for example tcp://localhost:5555.",
					"ZMQ_SUBSCRIBERS_IN_ADDRESS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zmq.publishers.events=", ADDRESS, ADDRESS + ",", "zmq.publishers.events.port=5555" })
	void entryWithoutAnAddress(String setting, CapturedOutput output) {
		RefusedStart.of(output, setting).says("The setting 'zmq.publishers.events.address' is missing.");
	}

	@ParameterizedTest
	@CsvSource({ "ipc://, has no path, Write ipc:///<path>",
			"ipc://@events, names an abstract socket, with three slashes",
			"ipc:///tmp/events/, ends with a slash, Write the path of a file" })
	void pathThatCannotBeASocketIsRefusedWithTheReasonAndTheAlternative(String address, String problem, String action,
			CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + address)
			.says("'zmq.publishers.events.address' with the value '" + address + "'", problem)
			.advises(action);
	}

	@Test
	void newPathCannotBeConnectedTo(CapturedOutput output) {
		RefusedStart.of(output, "zmq.subscribers.in.address=ipc://*", "zmq.subscribers.in.topics=*")
			.says("'zmq.subscribers.in.address' with the value 'ipc://*'",
					"cannot be connected to: * means a new path at each bind")
			.advises("Name the path to connect to, or set bind: true.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "udp", "pgm", "epgm", "ws", "vmci", "tipc", "http", "TCP" })
	void otherSchemesAreUnsupported(String scheme, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + scheme + "://host:5555")
			.says("'zmq.publishers.events.address' with the value '" + scheme + "://host:5555'",
					"has the unsupported transport '" + scheme + "'")
			.advises("Write tcp://host:port, ipc:///path or inproc://name.");
	}

	@Test
	void addressWithoutAScheme(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "localhost:5555")
			.says("'localhost:5555'", "has no transport")
			.advises("tcp://host:port");
	}

	@Test
	void everyAddressOfAListIsChecked(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "inproc://events,udp://host:5555").says("'udp://host:5555'");
	}

	@ParameterizedTest
	@CsvSource({ "65536, out of range", "-1, out of range", "99999999999, out of range", "http, not a number" })
	void invalidPortInAnAddress(String port, String problem, CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://*:" + port)
			.says("'zmq.publishers.events.address' with the value 'tcp://*:" + port + "'", "which is " + problem)
			.advises("Write a port from 0 to 65535 (0 = any free port).");
	}

	@Test
	void separatePortOutOfRange(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://*", "zmq.publishers.events.port=70000")
			.says("'zmq.publishers.events.port' with the value '70000'", "is out of range")
			.advises("0 to 65535");
	}

	@Test
	void separatePortThatIsNotANumber(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://*", "zmq.publishers.events.port=http")
			.says("zmq.publishers.events.port", "\"http\"");
	}

	@Test
	void separatePortAndPortInTheAddress(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://*:5555", "zmq.publishers.events.port=5556")
			.says("'zmq.publishers.events.port' with the value '5556'",
					"cannot be combined with the address 'tcp://*:5555', which has a port already")
			.advises("Remove one of the two.");
	}

	@Test
	void separatePortAndIpcAddress(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "ipc:///run/events", "zmq.publishers.events.port=5556")
			.says("'zmq.publishers.events.port'", "ipc has no ports")
			.advises("Remove the port.");
	}

	@Test
	void separatePortAndInprocAddress(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "inproc://events", "zmq.publishers.events.port=5556")
			.says("'zmq.publishers.events.port'", "inproc has no ports")
			.advises("Remove the port.");
	}

	@Test
	void separatePortAndSeveralAddresses(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://127.0.0.1,tcp://127.0.0.2", "zmq.publishers.events.port=5556")
			.says("'zmq.publishers.events.port'", "cannot be combined with several addresses")
			.advises("Write the port into each address.");
	}

	@Test
	void missingPort(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://*")
			.says("'tcp://*'", "has no port")
			.advises("tcp://*:<port>", "'port'");
	}

	@Test
	void wildcardCannotBeConnectedTo(CapturedOutput output) {
		RefusedStart.of(output, "zmq.subscribers.in.address=tcp://*:5555")
			.says("'zmq.subscribers.in.address' with the value 'tcp://*:5555'", "cannot be connected to")
			.advises("Name the host to connect to, or set bind: true.");
	}

	@Test
	void anyFreePortCannotBeConnectedTo(CapturedOutput output) {
		RefusedStart.of(output, "zmq.subscribers.in.address=tcp://localhost:0")
			.says("'zmq.subscribers.in.address' with the value 'tcp://localhost:0'", "port 0 means any free port")
			.advises("Name the port to connect to, or set bind: true.");
	}

	@Test
	void ipv6AddressWithoutIpv6(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "tcp://[::1]:5555")
			.says("'tcp://[::1]:5555'", "IPv6 is disabled")
			.advises("Set socket.ipv6: true");
	}

	@Test
	void unresolvedPlaceholder(CapturedOutput output) {
		RefusedStart.of(output, ADDRESS + "${EVENTS_ADDRESS}")
			.says("'zmq.publishers.events.address' with the value '${EVENTS_ADDRESS}'",
					"has a placeholder that could not be resolved")
			.advises("${name:default}");
	}

	@Test
	void invalidVariableIsNamedInTheReport(CapturedOutput output) {
		RefusedStart.of(output, RefusedStart.NoBeans.class, Map.of("ZMQ_PUBLISHERS_CAMERA_ADDRESS", "udp://camera"))
			.says("'zmq.publishers.camera.address' with the value 'udp://camera'", "ZMQ_PUBLISHERS_CAMERA_ADDRESS");
	}

}
