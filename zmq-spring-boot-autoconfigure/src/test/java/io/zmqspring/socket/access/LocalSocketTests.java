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

package io.zmqspring.socket.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.settings.security.OpenSockets;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the security settings mean for sockets at Unix domain sockets, whose peers are
 * processes of this machine and have no IP address.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalSocketTests {

	private static final String IPC = "ipc:///run/app/events";

	private static final PlainSettings RANGES = new PlainSettings(null, null, Map.of("bob", "secret"),
			List.of("10.0.0.0/8"), List.of());

	private static SecuritySettings settings(OpenSockets openSockets) {
		return new SecuritySettings(Duration.ofSeconds(10), 200, 0, openSockets, List.of(), List.of(),
				CurveProvider.AUTO, Map.of(), Map.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { IPC, "ipc://events", "ipc://*" })
	void fileIsNotOpenToOtherMachines(String address, CapturedOutput output) {
		PublisherSettings publisher = PublisherSettings.of(address);
		assertThatCode(() -> new OpenSocketCheck(settings(OpenSockets.REFUSE)).refuse(publisher.toSocketSettings()))
			.doesNotThrowAnyException();
		new OpenSocketCheck(settings(OpenSockets.WARN))
			.check(Map.of("zmq.publishers.out", publisher.toSocketSettings()));
		assertThat(output).doesNotContain("Other machines can connect");
	}

	@Test
	void portBesideAFileIsOpen() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new OpenSocketCheck(settings(OpenSockets.REFUSE))
				.refuse(PublisherSettings.of(IPC, "tcp://*:5555").toSocketSettings()))
			.withMessageContaining("'address' with the value 'tcp://*:5555'");
	}

	@Test
	void listOfAddressesOfASectionIsRefusedWithoutAPeerThatHasOne() {
		AddressListCheck check = new AddressListCheck(SecuritySettings.DEFAULTS.withPlain("legacy", RANGES));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> check.check(PublisherSettings.builder(IPC).security("legacy").build().toSocketSettings()))
			.withMessage("'security' with the value 'legacy' has allow-addresses or deny-addresses, which have no"
					+ " effect on ipc:///run/app/events: its peers have no IP address. Use a section without them,"
					+ " and let socket.ipc-permissions say which users may connect.");
	}

	@Test
	void listOfAddressesIsAcceptedWhereAPeerMayHaveOne() {
		AddressListCheck check = new AddressListCheck(SecuritySettings.DEFAULTS.withPlain("legacy", RANGES));
		PublisherSettings both = PublisherSettings.builder(IPC, "tcp://127.0.0.1:0").security("legacy").build();
		assertThatCode(() -> check.check(both.toSocketSettings())).doesNotThrowAnyException();
	}

	// As for a section that a server and a client share: lists are for sockets that bind
	@Test
	void listOfAddressesIsAcceptedWhereASocketConnects() {
		AddressListCheck check = new AddressListCheck(SecuritySettings.DEFAULTS.withPlain("legacy", RANGES));
		PublisherSettings connecting = PublisherSettings.builder(IPC).bind(false).security("legacy").build();
		assertThatCode(() -> check.check(connecting.toSocketSettings())).doesNotThrowAnyException();
	}

	@Test
	void listOfAddressesForAllSocketsMayStandBesideAFile() {
		SecuritySettings lists = SecuritySettings.DEFAULTS.withAddresses(List.of("10.0.0.0/8"), List.of())
			.withPlain("legacy", new PlainSettings(null, null, Map.of("bob", "secret"), List.of(), List.of()));
		PublisherSettings secured = PublisherSettings.builder(IPC).security("legacy").build();
		assertThatCode(() -> new AddressListCheck(lists).check(secured.toSocketSettings())).doesNotThrowAnyException();
		assertThatCode(() -> new AddressListCheck(lists).check(PublisherSettings.of(IPC).toSocketSettings()))
			.doesNotThrowAnyException();
	}

}
