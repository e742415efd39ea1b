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
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Failure reports for ports that conflict or are in use and for unknown hosts. After a
 * failed start no port remains bound.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedPortsTests {

	private static final String EVENTS = "zmq.publishers.events.address=";

	@ParameterizedTest
	@CsvSource({ "tcp://*:5564, tcp://*:5564", "tcp://*:5564, tcp://127.0.0.1:5564",
			"tcp://localhost:5564, tcp://127.0.0.1:5564" })
	void samePortTwice(String first, String second, CapturedOutput output) {
		RefusedStart.of(output, EVENTS + first, "zmq.publishers.more.address=" + second)
			.says("Port conflict: 5564 used by publishers.events and publishers.more.")
			.advises("Give one of them another port, or set bind: false");
	}

	@Test
	void samePortOfAPublisherAndABindingSubscriber(CapturedOutput output) {
		RefusedStart
			.of(output, EVENTS + "tcp://*:5564", "zmq.subscribers.in.address=tcp://*", "zmq.subscribers.in.port=5564",
					"zmq.subscribers.in.bind=true", "zmq.subscribers.in.topics=*")
			.says("Port conflict: 5564 used by publishers.events and subscribers.in.");
	}

	@Test
	void samePortTwiceInOneEntry(CapturedOutput output) {
		RefusedStart.of(output, EVENTS + "tcp://127.0.0.1:5564,tcp://*:5564")
			.says("Port conflict: 5564 used twice by publishers.events.");
	}

	@Test
	void sameInprocNameTwice(CapturedOutput output) {
		RefusedStart.of(output, EVENTS + "inproc://events", "zmq.publishers.more.address=inproc://events")
			.says("Name conflict: inproc://events used by publishers.events and publishers.more.")
			.advises("Give one of them another name");
	}

	@ParameterizedTest
	@CsvSource({ "ipc:///run/events, ipc:///run/events", "ipc:///run/events, ipc:///run/app/../events" })
	void samePathTwice(String first, String second, CapturedOutput output) {
		RefusedStart.of(output, EVENTS + first, "zmq.publishers.more.address=" + second)
			.says("Path conflict: " + second + " used by publishers.events and publishers.more.")
			.advises("Give one of them another path, or set bind: false");
	}

	@ParameterizedTest
	@CsvSource({ "tcp://127.0.0.1:0, tcp://127.0.0.1:0", "tcp://*:0, tcp://*:*", "inproc://a, inproc://b" })
	void differentEndpointsAreAccepted(String first, String second) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues(EVENTS + first, "zmq.publishers.more.address=" + second)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void samePortOnDifferentInterfacesIsAccepted() {
		int port = FreePort.find();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues(EVENTS + "tcp://127.0.0.1:" + port,
					"zmq.publishers.more.address=tcp://127.0.0.2:" + port)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void connectingToAPortOfTheSameApplicationIsAccepted() {
		int port = FreePort.find();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues(EVENTS + "tcp://127.0.0.1:" + port,
					"zmq.subscribers.in.address=tcp://127.0.0.1:" + port, "zmq.subscribers.in.topics=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ZmqPublisher.class).boundAddresses())
					.containsExactly("tcp://127.0.0.1:" + port);
			});
	}

	@ParameterizedTest
	@CsvSource({ "publishers, *", "publishers, 127.0.0.1", "subscribers, 127.0.0.1" })
	void portInUseIsReportedWithTheCommandThatFindsTheProcess(String section, String host, CapturedOutput output)
			throws IOException {
		try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = holder.getLocalPort();
			String entry = "zmq." + section + ".events";
			RefusedStart
				.of(output, entry + ".address=tcp://" + host + ":" + port, entry + ".bind=true", topics(section))
				.says(entry + ": Cannot bind tcp://" + host + ":" + port + ": port " + port + " is already in use")
				.advises("lsof -nP -iTCP:" + port + " -sTCP:LISTEN", "choose another port", "bind: false to connect");
		}
	}

	@Test
	void addressOfAnotherMachineCannotBeBound(CapturedOutput output) {
		RefusedStart.of(output, EVENTS + "tcp://192.0.2.1:5564")
			.says("zmq.publishers.events: Cannot bind tcp://192.0.2.1:5564",
					"'192.0.2.1' is not an address of this machine")
			.advises("tcp://*:5564", "bind: false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "publishers", "subscribers" })
	void unresolvableHostToBind(String section, CapturedOutput output) {
		String entry = "zmq." + section + ".events";
		RefusedStart
			.of(output, entry + ".address=tcp://no-such-host.invalid:5564", entry + ".bind=true", topics(section))
			.says(entry + ": The host 'no-such-host.invalid' of tcp://no-such-host.invalid:5564 cannot be resolved")
			.advises("Correct the host name", "DNS");
	}

	@Test
	void noPortRemainsBoundAfterAFailedStart(CapturedOutput output) {
		int port = FreePort.find();
		RefusedStart
			.of(output, EVENTS + "tcp://127.0.0.1:" + port,
					"zmq.subscribers.in.address=tcp://no-such-host.invalid:5564", "zmq.subscribers.in.bind=true",
					"zmq.subscribers.in.topics=*")
			.says("no-such-host.invalid");
		assertThat(output).contains("bound to [tcp://127.0.0.1:" + port + "]");
		assertThatCode(() -> bind(port)).doesNotThrowAnyException();
	}

	@Test
	void noPortRemainsBoundIfTheSecondAddressOfAnEntryIsRefused(CapturedOutput output) {
		int port = FreePort.find();
		RefusedStart.of(output, EVENTS + "tcp://127.0.0.1:" + port + ",tcp://192.0.2.1:5564").says("192.0.2.1");
		assertThatCode(() -> bind(port)).doesNotThrowAnyException();
	}

	private static String topics(String section) {
		return section.equals("subscribers") ? "zmq.subscribers.events.topics=*" : "";
	}

	private static void bind(int port) throws IOException {
		new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
	}

}
