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
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Settings of replay: what they switch on, and what is refused.
 */
class ReplaySettingsTests {

	private static final PublisherReplaySettings KEPT = PublisherReplaySettings.of("tcp://*:5556");

	private static final SubscriberReplaySettings ASKED = SubscriberReplaySettings.of("tcp://localhost:5556");

	@Test
	void nothingIsKeptOrAskedForWithoutAnAddress() {
		assertThat(PublisherReplaySettings.DEFAULTS.enabled()).isFalse();
		assertThat(SubscriberReplaySettings.DEFAULTS.enabled()).isFalse();
		assertThat(new PublisherReplaySettings(List.of(" "), 1, DataSize.ofMegabytes(1), " "))
			.returns(false, PublisherReplaySettings::enabled)
			.returns(null, PublisherReplaySettings::file);
		assertThat(PublisherSettings.of("tcp://*:5555").sequence()).isFalse();
	}

	@Test
	void replaySwitchesTheSequenceOn() {
		PublisherSettings settings = PublisherSettings.builder("tcp://*:5555").sequence(false).replay(KEPT).build();
		assertThat(settings.sequence()).isTrue();
		assertThat(settings.replay().endpoints()).containsExactly(Endpoint.parse("tcp://*:5556", null));
	}

	@Test
	void subscriberMayAskSeveralPublishers() {
		SubscriberSettings settings = SubscriberSettings.builder("tcp://localhost:5555")
			.replay(SubscriberReplaySettings.of("tcp://a:5556", "ipc:///run/b.replay"))
			.build();
		assertThat(settings.replay().endpoints()).hasSize(2);
	}

	static Stream<Arguments> refused() {
		return Stream.of(
				Arguments.of(
						publisher(PublisherSettings.builder("tcp://*:5555").wireFormat(WireFormat.RAW).replay(KEPT)),
						"'replay.address' with the value 'tcp://*:5556' cannot be combined with wire-format: raw"),
				Arguments.of(
						subscriber(SubscriberSettings.builder("tcp://a:5555").wireFormat(WireFormat.RAW).replay(ASKED)),
						"'replay.address' with the value 'tcp://localhost:5556' cannot be combined with wire-format: raw"),
				Arguments.of(
						publisher(PublisherSettings.builder("tcp://*:5555")
							.replay(PublisherReplaySettings.of("udp://a"))),
						"'replay.address' with the value 'udp://a' has the unsupported transport 'udp'"),
				Arguments.of(
						subscriber(SubscriberSettings.builder("tcp://a:5555")
							.replay(SubscriberReplaySettings.of("tcp://b"))),
						"'replay.address' with the value 'tcp://b' has no port. Write tcp://b:<port>."),
				Arguments.of(asking("tcp://a:5555", "tcp://*:5556"),
						"'replay.address' with the value 'tcp://*:5556' cannot be connected to: * means every interface."
								+ " Name the host to connect to."),
				Arguments.of(asking("tcp://a:5555", "tcp://a:0"), "Name the port to connect to."),
				Arguments.of(asking("tcp://a:5555", "ipc://*"), "Name the path to connect to."),
				Arguments.of(asking("tcp://a:5555", "tcp://A:5555"),
						"'replay.address' with the value 'tcp://A:5555' is the same as address: tcp://a:5555, where the"
								+ " subscriber receives messages. Write the replay.address of the publisher, at which it"
								+ " answers requests."),
				Arguments.of(asking("tcp://localhost:5555", "tcp://127.0.0.1:5555"), "is the same as address"),
				Arguments.of(asking("ipc:///run/a", "ipc:///run/../run/a"), "is the same as address"),
				Arguments.of(keeping("tcp://*:5555", "tcp://localhost:5555"),
						"'replay.address' with the value 'tcp://localhost:5555' is the same as address: tcp://*:5555,"
								+ " where the publisher sends its messages. Write another port, path or name:"
								+ " subscribers use it as their replay.address."),
				Arguments.of(publisher(PublisherSettings.builder("tcp://localhost:5556").bind(false).replay(KEPT)),
						"is the same as address"),
				Arguments.of(
						publisher(PublisherSettings.builder("tcp://*:5555")
							.replay(new PublisherReplaySettings(null, 1, DataSize.ofMegabytes(1), "/run/ring"))),
						"'replay.file' with the value '/run/ring' has no effect without replay.address"),
				Arguments.of(
						subscriber(SubscriberSettings.builder("tcp://a:5555")
							.replay(new SubscriberReplaySettings(null, ReplayStart.LATEST, "/run/state"))),
						"'replay.resume' with the value '/run/state' has no effect without replay.address"),
				Arguments.of(
						subscriber(SubscriberSettings.builder("tcp://a:5555")
							.replay(new SubscriberReplaySettings(null, ReplayStart.EARLIEST, null))),
						"'replay.from' with the value 'earliest' has no effect without replay.address"),
				Arguments.of(subscriber(SubscriberSettings.builder("tcp://a:5555").replayTimeout(Duration.ZERO)),
						"'replay-timeout' with the value '0s' is out of range"),
				Arguments.of(settings(0, DataSize.ofMegabytes(1)),
						"'replay.messages' with the value '0' is less than 1"),
				Arguments.of(settings(1, DataSize.ofKilobytes(63)),
						"'replay.max-bytes' with the value '63KB' is out of range. Write a size from 64KB to 2047MB."),
				Arguments.of(settings(1, DataSize.ofGigabytes(2)),
						"'replay.max-bytes' with the value '2GB' is out of"));
	}

	private static Runnable asking(String address, String replay) {
		return subscriber(SubscriberSettings.builder(address).replay(SubscriberReplaySettings.of(replay)));
	}

	private static Runnable keeping(String address, String replay) {
		return publisher(PublisherSettings.builder(address).replay(PublisherReplaySettings.of(replay)));
	}

	private static Runnable publisher(PublisherSettings.Builder builder) {
		return builder::build;
	}

	private static Runnable subscriber(SubscriberSettings.Builder builder) {
		return builder::build;
	}

	private static Runnable settings(int messages, DataSize maxBytes) {
		return () -> new PublisherReplaySettings(List.of("tcp://*:5556"), messages, maxBytes, null);
	}

	@ParameterizedTest
	@MethodSource
	void refused(Runnable settings, String message) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(settings::run)
			.withMessageContaining(message);
	}

	@Test
	void addressesThatDifferOrAreChosenAtTheBindAreAccepted() {
		keeping("tcp://*:0", "tcp://*:0").run();
		keeping("ipc://*", "ipc://*").run();
		asking("tcp://a:5555", "tcp://b:5555").run();
		PublisherSettings.builder("tcp://proxy:5556").bind(false).replay(KEPT).build();
	}

	@Test
	void settingsAreShownAsWritten() {
		assertThat(KEPT).hasToString("PublisherReplaySettings[address=[tcp://*:5556], messages=10000, max-bytes=64MB]");
		assertThat(ASKED).hasToString("SubscriberReplaySettings[address=[tcp://localhost:5556], from=latest]");
	}

}
