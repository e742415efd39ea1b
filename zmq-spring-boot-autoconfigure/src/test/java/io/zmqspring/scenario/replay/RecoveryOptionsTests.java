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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.OnTooOld;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replay together with other settings, and without a publisher that offers it.
 */
class RecoveryOptionsTests {

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final ZmqContext context = TestSecurity.NULL.context();

	private final String replay = "tcp://127.0.0.1:" + FreePort.find();

	@AfterEach
	void close() {
		this.context.close();
	}

	private ZmqPublisher publisher(UnaryOperator<PublisherSettings.Builder> options) {
		PublisherSettings settings = options
			.apply(PublisherSettings.builder("tcp://127.0.0.1:0").replay(PublisherReplaySettings.of(this.replay)))
			.build();
		ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		publisher.start();
		return publisher;
	}

	private ZmqSubscriber subscriber(ZmqPublisher publisher, List<String> replayAddresses,
			UnaryOperator<SubscriberSettings.Builder> options) {
		return subscriber(PubSubRoles.addressOf(publisher), replayAddresses, options);
	}

	private ZmqSubscriber subscriber(String address, List<String> replayAddresses,
			UnaryOperator<SubscriberSettings.Builder> options) {
		SubscriberSettings settings = options
			.apply(SubscriberSettings.builder(address)
				.replay(new SubscriberReplaySettings(replayAddresses, ReplayStart.EARLIEST, null)))
			.build();
		ZmqSubscriber subscriber = new ZmqSubscriber("events", settings, this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		HandlerInvocation.Single handler = (topic, payload, headers) -> {
			this.received.add(new String(payload, StandardCharsets.UTF_8) + headers);
			return null;
		};
		subscriber.add(HandlerSpec.of(subscriber.parse("tea"), handler), true);
		return subscriber;
	}

	@ParameterizedTest
	@CsvSource({ "MULTIPART, true", "MULTIPART, false", "SINGLE_FRAME, true", "SINGLE_FRAME, false" })
	void replayedMessagesHaveTheirHeadersAndPayload(WireFormat wireFormat, boolean headers) {
		ZmqPublisher publisher = publisher((settings) -> settings.wireFormat(wireFormat).headers(headers));
		for (int i = 1; i <= 3; i++) {
			publish(publisher, headers, i);
		}
		ZmqSubscriber subscriber = subscriber(publisher, List.of(this.replay),
				(settings) -> settings.wireFormat(wireFormat).headers(headers));
		subscriber.start();
		EventsApplication.await().until(() -> this.received.size() == 3);
		publish(publisher, headers, 4);
		String sent = headers ? "{cup=blue}" : "{}";
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.received).containsExactlyElementsOf(
					IntStream.rangeClosed(1, 4).mapToObj((i) -> "{\"number\":" + i + "}" + sent).toList()));
		assertThat(subscriber.stats().recovered()).isGreaterThanOrEqualTo(3);
		assertThat(subscriber.stats().lost()).isZero();
		subscriber.stop();
		publisher.stop();
	}

	private static void publish(ZmqPublisher publisher, boolean headers, int number) {
		publisher.publish(Map.of("number", number), "tea", headers ? Map.of("cup", "blue") : Map.of());
	}

	@Test
	void missedMessagesAreRecoveredOverInproc() {
		PublisherSettings settings = PublisherSettings.builder("inproc://messages")
			.replay(PublisherReplaySettings.of("inproc://replay"))
			.build();
		ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		publisher.start();
		publish(publisher, false, 1);
		ZmqSubscriber subscriber = subscriber("inproc://messages", List.of("inproc://replay"), (builder) -> builder);
		subscriber.start();
		EventsApplication.await().until(() -> this.received.equals(List.of("{\"number\":1}{}")));
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void replayedMessagesThatAreTooOldAreDropped() throws Exception {
		ZmqPublisher publisher = publisher((settings) -> settings);
		for (int i = 1; i <= 3; i++) {
			publish(publisher, false, i);
		}
		long published = System.nanoTime();
		EventsApplication.await().until(() -> System.nanoTime() - published > Duration.ofSeconds(1).toNanos());
		ZmqSubscriber subscriber = subscriber(publisher, List.of(this.replay),
				(settings) -> settings.maxAge(Duration.ofMillis(900)).onTooOld(OnTooOld.DROP));
		subscriber.start();
		EventsApplication.await()
			.until(() -> subscriber.stats().drops().getOrDefault(DropReason.TOO_OLD.tag(), 0L) == 3);
		publish(publisher, false, 4);
		EventsApplication.await().until(() -> this.received.equals(List.of("{\"number\":4}{}")));
		assertThat(subscriber.stats().lost()).isZero();
		subscriber.stop();
		publisher.stop();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void liveMessagesArriveWithoutAnyReplay(CapturedOutput output) {
		try (ZContext foreign = new ZContext()) {
			int silent = foreign.createSocket(SocketType.ROUTER).bindToRandomPort("tcp://127.0.0.1");
			PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0").sequence(true).build();
			ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
			});
			publisher.start();
			ZmqPublisher other = PubSubRoles.publisher(this.context, "tcp://127.0.0.1:0");
			other.start();
			List<String> addresses = List.of(this.replay, "tcp://127.0.0.1:" + silent, PubSubRoles.addressOf(other));
			ZmqSubscriber subscriber = subscriber(publisher, addresses, (builder) -> builder);
			subscriber.start();
			assertThat(publisher.awaitSubscriber("tea", Duration.ofSeconds(10))).isTrue();
			for (int i = 1; i <= 3; i++) {
				publish(publisher, false, i);
			}
			EventsApplication.await()
				.untilAsserted(() -> assertThat(this.received).containsExactly("{\"number\":1}{}", "{\"number\":2}{}",
						"{\"number\":3}{}"));
			EventsApplication.await()
				.untilAsserted(() -> assertThat(subscriber.replayState().addressesWithoutReplay())
					.containsExactlyElementsOf(addresses));
			assertThat(subscriber.warnings()).hasSize(3).allMatch((each) -> each.contains("replay.address"));
			assertThat(output).contains(
					"Nobody listens at " + this.replay + " to requests of the subscriber 'events' for missed messages.",
					"The peer at tcp://127.0.0.1:" + silent
							+ " does not answer requests of the subscriber 'events' for missed messages.");
			assertThat(subscriber.faults()).isEmpty();
			assertThat(subscriber.state()).isEqualTo(ZmqState.RUNNING);
			publish(publisher, false, 4);
			EventsApplication.await().until(() -> this.received.size() == 4);
			subscriber.stop();
			other.stop();
			publisher.stop();
		}
	}

	@Test
	void publisherWithTwoAddressesDeliversEachMessageOnce() {
		String second = "tcp://127.0.0.1:" + FreePort.find();
		ZmqPublisher publisher = publisher(
				(settings) -> settings.replay(PublisherReplaySettings.of(this.replay, second)));
		publish(publisher, 1, 100);
		ZmqSubscriber subscriber = subscriber(publisher, List.of(this.replay, second), (settings) -> settings);
		subscriber.start();
		EventsApplication.await().until(() -> this.received.size() >= 100);
		publish(publisher, 101, 200);
		EventsApplication.await().until(() -> this.received.contains("{\"number\":200}{}"));
		long requests = subscriber.replayState().requests();
		// Both addresses have answered several times
		EventsApplication.await().until(() -> subscriber.replayState().requests() > requests + 4);
		assertThat(this.received).containsExactlyElementsOf(
				IntStream.rangeClosed(1, 200).mapToObj((i) -> "{\"number\":" + i + "}{}").toList());
		subscriber.stop();
		publisher.stop();
	}

	@Test
	void messageThatIsLargerThanTheSubscriberAcceptsIsLostAndDelaysNoOther() {
		ZmqPublisher publisher = publisher((settings) -> settings);
		publish(publisher, 1, 3);
		publisher.publish(new byte[3_000_000], "tea");
		publish(publisher, 4, 6);
		ZmqSubscriber subscriber = subscriber(publisher, List.of(this.replay),
				(settings) -> settings.socket(SocketTuning.builder().maxMessageSize(DataSize.ofMegabytes(1)).build()));
		subscriber.start();
		EventsApplication.await()
			.untilAsserted(() -> assertThat(this.received).containsExactlyElementsOf(
					IntStream.rangeClosed(1, 6).mapToObj((i) -> "{\"number\":" + i + "}{}").toList()));
		assertThat(subscriber.stats().lost()).isOne();
		subscriber.stop();
		publisher.stop();
	}

	private static void publish(ZmqPublisher publisher, int from, int to) {
		for (int i = from; i <= to; i++) {
			publish(publisher, false, i);
		}
	}

}
