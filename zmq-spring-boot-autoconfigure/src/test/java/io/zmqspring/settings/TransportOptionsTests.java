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

package io.zmqspring.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Options that no transport of a socket has are refused.
 */
class TransportOptionsTests {

	private static final String TCP = "tcp://127.0.0.1:5555";

	private static final String IPC = "ipc:///run/app/events";

	private static final String INPROC = "inproc://events";

	// One value other than the default for each option that inproc does not have
	private static final SocketTuning EVERY_OPTION = SocketTuning.builder()
		.maxMessageSize(DataSize.ofMegabytes(1))
		.handshakeInterval(Duration.ofSeconds(2))
		.heartbeatInterval(Duration.ofSeconds(3))
		.heartbeatTimeout(Duration.ofSeconds(20))
		.reconnectInterval(Duration.ofSeconds(4))
		.reconnectIntervalMax(Duration.ofSeconds(6))
		.sendBuffer(DataSize.ofKilobytes(7))
		.receiveBuffer(DataSize.ofKilobytes(8))
		.tcpKeepAlive(true)
		.ipv6(true)
		.maxConnections(88)
		.maxSubscriptions(99)
		.ipcPermissions("rw-rw----")
		.expectConnectionWithin(Duration.ofSeconds(7))
		.build();

	private static TransportOptions options(boolean bind, String... addresses) {
		return TransportOptions.of(List.of(addresses), null, bind);
	}

	static Stream<String> keys() {
		return Arrays.stream(SocketTuning.class.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void inprocHasOnlyWhatTheLibraryItselfDoes(String key) {
		assertThat(options(true, INPROC).include(key)).isEqualTo(key.equals("expect-connection-within"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void ipcHasNoOptionsOfTcp(String key) {
		List<String> ofTcp = List.of("tcp-keep-alive", "ipv6");
		assertThat(options(true, IPC).include(key)).isEqualTo(!ofTcp.contains(key));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void tcpHasNoFile(String key) {
		assertThat(options(true, TCP).include(key)).isEqualTo(!key.equals("ipc-permissions"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void oneAddressThatHasTheOptionIsEnough(String key) {
		assertThat(options(true, INPROC, IPC, TCP).include(key)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void unknownAddressMayHaveEveryOption(String key) {
		assertThat(options(true).include(key)).isTrue();
		assertThat(options(true, "udp://unknown").include(key)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ IPC + ", true, true", IPC + ", false, false", "ipc://*, true, false" })
	void permissionsAreForFilesThatAreBoundAtAPath(String address, boolean bind, boolean included) {
		assertThat(options(bind, address).include("ipc-permissions")).isEqualTo(included);
	}

	static Stream<Arguments> refused() {
		String remove = "Remove the key, ";
		String internal = "has no effect on inproc://events, which never leaves the process";
		String network = remove + "or use a tcp or ipc address.";
		return Stream.of(
				Arguments.of(INPROC, true, change((to) -> to.maxMessageSize(DataSize.ofMegabytes(1))),
						"'socket.max-message-size' with the value '1MB'", internal, network),
				Arguments.of(INPROC, false, change((to) -> to.handshakeInterval(Duration.ofSeconds(2))),
						"'socket.handshake-interval' with the value '2s'", internal, network),
				Arguments.of(INPROC, false, change((to) -> to.heartbeatTimeout(Duration.ofSeconds(20))),
						"'socket.heartbeat-timeout' with the value '20s'", internal, network),
				Arguments.of(INPROC, false, change((to) -> to.sendBuffer(DataSize.ofKilobytes(8))),
						"'socket.send-buffer' with the value '8KB'", internal, network),
				Arguments.of(IPC, true, change((to) -> to.tcpKeepAlive(true)),
						"'socket.tcp-keep-alive' with the value 'true'",
						"has no effect on " + IPC + ", because only tcp has this option",
						remove + "or use a tcp address."),
				Arguments.of(INPROC, true, change((to) -> to.ipv6(true)), "'socket.ipv6' with the value 'true'",
						"has no effect on " + INPROC + ", because only tcp has this option",
						remove + "or use a tcp address."),
				Arguments.of(TCP, true, change((to) -> to.ipcPermissions("rw-rw----")),
						"'socket.ipc-permissions' with the value 'rw-rw----'",
						"has no effect on " + TCP + ", which creates no file",
						remove + "or use an ipc address, for example ipc:///run/app/events."),
				Arguments.of("ipc://*", true, change((to) -> to.ipcPermissions("rw-rw----")),
						"'socket.ipc-permissions' with the value 'rw-rw----'",
						"has no effect on ipc://*, whose directory only one user may enter",
						remove + "or write a path, for example ipc:///run/app/events."),
				Arguments.of(IPC, false, change((to) -> to.ipcPermissions("rw-rw----")),
						"'socket.ipc-permissions' with the value 'rw-rw----'",
						"has no effect on a socket that connects, because the side that binds creates the file",
						remove + "and set it where the path is bound."));
	}

	private static Consumer<SocketTuning.Builder> change(Consumer<SocketTuning.Builder> change) {
		return change;
	}

	@ParameterizedTest
	@MethodSource
	void refused(String address, boolean bind, Consumer<SocketTuning.Builder> change, String setting, String problem,
			String action) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> PublisherSettings.builder(address).bind(bind).socket(change).build())
			.withMessage(setting + " " + problem + ". " + action);
	}

	@Test
	void keyOfAPipeIsNamedWithThePipe() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> WorkerSettings.builder(TCP)
				.push((push) -> push.address(IPC).socket((socket) -> socket.ipv6(true)))
				.build())
			.withMessageStartingWith("'push.socket.ipv6' with the value 'true' has no effect on " + IPC);
	}

	@Test
	void defaultIsNeverRefused() {
		for (String address : new String[] { TCP, IPC, INPROC }) {
			assertThat(PublisherSettings.builder(address).socket(SocketTuning.DEFAULTS).build()).isNotNull();
		}
	}

	@Test
	void severalTransportsOfOneSocketTogetherHaveAllOptions() {
		assertThat(PublisherSettings.builder(INPROC, IPC, TCP).socket(EVERY_OPTION).build().socket())
			.isEqualTo(EVERY_OPTION);
	}

	@Test
	void selectedOptionsAllHaveAnEffect() {
		assertThat(options(true, INPROC).select(EVERY_OPTION))
			.isEqualTo(SocketTuning.builder().expectConnectionWithin(Duration.ofSeconds(7)).build());
		assertThat(options(true, IPC).select(EVERY_OPTION))
			.isEqualTo(EVERY_OPTION.mutate().tcpKeepAlive(false).ipv6(false).build());
		assertThat(options(true, TCP).select(EVERY_OPTION))
			.isEqualTo(EVERY_OPTION.mutate().ipcPermissions(null).build());
		assertThat(options(true, TCP, IPC).select(EVERY_OPTION)).isEqualTo(EVERY_OPTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { TCP, IPC, INPROC })
	void movedSocketHasOnlyOptionsWithAnEffect(String address) {
		SocketTuning expected = options(true, address).select(EVERY_OPTION);
		PublisherSettings publisher = PublisherSettings.builder(INPROC, IPC, TCP).socket(EVERY_OPTION).build();
		assertThat(publisher.mutate().moveTo(address).build()).returns(List.of(address), PublisherSettings::address)
			.returns(expected, PublisherSettings::socket);
		PipeSettings pipe = PipeSettings.builder("tcp://127.0.0.1").port(5555).socket(EVERY_OPTION).build();
		assertThat(pipe.mutate().moveTo(address).build()).returns(List.of(address), PipeSettings::address)
			.returns(null, PipeSettings::port)
			.returns(expected, PipeSettings::socket);
	}

}
