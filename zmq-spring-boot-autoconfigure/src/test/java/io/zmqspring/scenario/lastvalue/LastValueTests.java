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

package io.zmqspring.scenario.lastvalue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.publisher.LastValueUsage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.DropReason;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.HeartbeatSettings;
import io.zmqspring.settings.LastValueSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a subscriber gets when it joins, and that the others get nothing twice.
 */
class LastValueTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<Joiner> joiners = new ArrayList<>();

	private ZmqPublisher publisher = publisher((settings) -> settings);

	@AfterEach
	void close() {
		this.joiners.forEach(Joiner::close);
		this.publisher.stop();
		this.context.close();
	}

	private ZmqPublisher publisher(UnaryOperator<PublisherSettings.Builder> change) {
		return publisher(change, "tcp://127.0.0.1:0");
	}

	private ZmqPublisher publisher(UnaryOperator<PublisherSettings.Builder> change, String address) {
		PublisherSettings.Builder settings = PublisherSettings.builder(address)
			.lastValue(LastValueSettings.of("sensor.*", "state"))
			.linger(Duration.ZERO);
		return new ZmqPublisher("events", change.apply(settings).build(), this.context, PubSubRoles.JSON, (event) -> {
		});
	}

	private void start(UnaryOperator<PublisherSettings.Builder> change) {
		this.publisher = publisher(change);
		this.publisher.start();
	}

	private void publish(String topic, String... payloads) {
		for (String payload : payloads) {
			this.publisher.publish(payload, topic);
		}
	}

	private Joiner join(String... prefixes) {
		Joiner joiner = Joiner.connected(this.publisher.boundAddresses().get(0));
		this.joiners.add(joiner);
		return joiner.subscribe(prefixes);
	}

	private List<String> receive(Joiner joiner) {
		return joiner.receiveUntilEnd(() -> publish(Joiner.END, "{}"));
	}

	@Test
	void joinerGetsTheNewestMessageOfEachMatchingTopicBeforeLaterOnes() {
		this.publisher.start();
		publish("sensor.a", "1", "2");
		publish("sensor.b", "3");
		publish("state", "on");
		publish("other", "4");
		assertThat(receive(join(""))).containsExactlyInAnyOrder("sensor.a|2", "sensor.b|3", "state|on");
		assertThat(receive(join("sensor."))).containsExactlyInAnyOrder("sensor.a|2", "sensor.b|3");
		assertThat(receive(join("stat"))).containsExactly("state|on");
		assertThat(receive(join("other"))).isEmpty();
	}

	@Test
	void nobodyWhoWasThereGetsAMessageTwice() {
		this.publisher.start();
		Joiner first = join("sensor.");
		assertThat(receive(first)).isEmpty();
		publish("sensor.a", "1", "2");
		assertThat(receive(first)).containsExactly("sensor.a|1", "sensor.a|2");
		Joiner second = join("");
		assertThat(receive(second)).containsExactly("sensor.a|2");
		publish("sensor.a", "3");
		assertThat(receive(second)).containsExactly("sensor.a|3");
		assertThat(receive(first)).containsExactly("sensor.a|3");
	}

	@Test
	void messageWithoutASubscriberIsKeptAndCounted() {
		this.publisher.start();
		publish("state", "on");
		publish("other", "1");
		assertThat(this.publisher.stats().drops()).containsEntry(DropReason.NO_SUBSCRIBER.tag(), 2L);
		assertThat(this.publisher.stats().sent()).isZero();
		assertThat(receive(join(""))).containsExactly("state|on");
	}

	@Test
	void furtherSubscriptionGivesOnlyWhatNoneBeforeHasMatched() {
		this.publisher.start();
		publish("sensor.a", "1");
		publish("sensor.b", "2");
		publish("state", "on");
		Joiner joiner = join("sensor.a");
		assertThat(receive(joiner)).containsExactly("sensor.a|1");
		assertThat(receive(joiner.subscribe("sensor.a"))).as("the same again").isEmpty();
		assertThat(receive(joiner.subscribe("sensor."))).containsExactly("sensor.b|2");
		assertThat(receive(joiner.subscribe("sensor.b"))).as("a narrower one").isEmpty();
		assertThat(receive(joiner.subscribe(""))).containsExactly("state|on");
	}

	@Test
	void subscriberThatUnsubscribesAndSubscribesAgainGetsItAgain() {
		this.publisher.start();
		publish("state", "on");
		Joiner joiner = join("state");
		assertThat(receive(joiner)).containsExactly("state|on");
		assertThat(receive(joiner.unsubscribe("state"))).isEmpty();
		publish("state", "off");
		assertThat(receive(joiner.subscribe("state"))).containsExactly("state|off");
		assertThat(receive(joiner.unsubscribe("state").subscribe("state"))).containsExactly("state|off");
	}

	@Test
	void unsubscribedPrefixCountsNoLongerAsSubscribed() {
		this.publisher.start();
		publish("sensor.a", "1");
		publish("sensor.b", "2");
		Joiner joiner = join("sensor.", "sensor.a");
		assertThat(receive(joiner)).containsExactlyInAnyOrder("sensor.a|1", "sensor.b|2");
		assertThat(receive(joiner.unsubscribe("sensor."))).isEmpty();
		publish("sensor.b", "3");
		assertThat(receive(joiner.subscribe("sensor."))).containsExactly("sensor.b|3");
	}

	@Test
	void emptyPayloadIsAValue() {
		this.publisher.start();
		publish("state", "on");
		this.publisher.publish(new byte[0], "state");
		assertThat(receive(join("state"))).containsExactly("state|");
	}

	@Test
	void singleFrameMessagesAreMatchedByTheirWholeFrame() {
		start((settings) -> settings.wireFormat(WireFormat.SINGLE_FRAME));
		publish("state", "{\"on\":false}", "{\"on\":true}");
		assertThat(receive(join("state "))).containsExactly("state {\"on\":true}");
		assertThat(receive(join("state {\"on\":t"))).containsExactly("state {\"on\":true}");
		assertThat(receive(join("state {\"on\":f"))).isEmpty();
		Joiner joiner = join("state {\"on\":f", "state ");
		assertThat(receive(joiner)).containsExactly("state {\"on\":true}");
	}

	@Test
	void rawMessagesAreKeptByTheTopicThatTheCallNames() {
		start((settings) -> settings.wireFormat(WireFormat.RAW));
		this.publisher.publish("state on", "state");
		this.publisher.publish("state off", "state");
		this.publisher.publish("sensor.a 1");
		Joiner joiner = join("");
		assertThat(joiner.receiveUntilEnd(() -> this.publisher.publish(Joiner.END))).containsExactly("state off");
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void messageIsTheSameAsThatOfTheOthers(WireFormat wireFormat) {
		start((settings) -> settings.wireFormat(wireFormat).headers(true).sequence(true));
		Joiner present = join("");
		receive(present);
		this.publisher.publish("{\"on\":false}", "state", Map.of("tenant", "6"));
		this.publisher.publish("{\"on\":true}", "state", Map.of("tenant", "7"));
		List<String> seen = receive(present);
		assertThat(seen).hasSize(2);
		assertThat(seen.get(1)).contains("tenant", "\"7\"", "{\"", "\"on\":true");
		assertThat(receive(join("state"))).containsExactly(seen.get(1));
	}

	@Test
	void heartbeatsAreKeptOnlyIfTheirTopicIsListed() {
		start((settings) -> settings.lastValue(LastValueSettings.of("a*", "state"))
			.heartbeat(new HeartbeatSettings(true, Duration.ofDays(1), "alive")));
		publish("alive", "1");
		publish("state", "on");
		assertThat(receive(join("alive", "state"))).containsExactly("state|on");
		this.publisher.stop();
		start((settings) -> settings.lastValue(LastValueSettings.of("a*", "alive"))
			.heartbeat(new HeartbeatSettings(true, Duration.ofDays(1), "alive")));
		publish("alive", "1");
		assertThat(receive(join("alive"))).containsExactly("alive|1");
	}

	@Test
	void patternForEverythingKeepsEverything() {
		start((settings) -> settings.lastValue(LastValueSettings.of("*")));
		publish("a", "1");
		publish("b c", "2");
		assertThat(receive(join(""))).contains("a|1", "b c|2");
	}

	@Test
	void valuesAreKeptWhilePublisherIsStopped() {
		this.publisher.start();
		publish("state", "on");
		this.publisher.stop();
		this.publisher.start();
		assertThat(receive(join("state"))).containsExactly("state|on");
		publish("state", "off");
		assertThat(receive(join("state"))).containsExactly("state|off");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 10, 1000 })
	void joinerGetsTenThousandTopicsWithAnyHighWaterMark(int highWaterMark) {
		start((settings) -> settings.highWaterMark(highWaterMark).overflow(Overflow.DROP));
		int topics = 10_000;
		IntStream.range(0, topics).forEach((topic) -> publish("sensor." + topic, "1", "2"));
		Joiner joiner = join("sensor.");
		List<String> expected = IntStream.range(0, topics).mapToObj((topic) -> "sensor." + topic + "|2").toList();
		assertThat(receive(joiner)).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(this.publisher.stats().drops()).doesNotContainKey(DropReason.SLOW_SUBSCRIBER.tag());
	}

	@Test
	void highWaterMarkIsTheSameAgainAfterTheValuesAreRead() {
		start((settings) -> settings.highWaterMark(10).overflow(Overflow.FAIL));
		IntStream.range(0, 1000).forEach((topic) -> publish("sensor." + topic, "1"));
		Joiner joiner = join("sensor.");
		assertThat(receive(joiner)).hasSize(1000);
		long before = this.publisher.stats().sent();
		byte[] large = new byte[100_000];
		assertThatExceptionOfType(ZmqOverflowException.class).isThrownBy(() -> {
			for (int i = 0; i < 2000; i++) {
				this.publisher.publish(large, "sensor.1");
			}
		});
		assertThat(this.publisher.stats().sent() - before).isLessThan(900);
	}

	@Test
	void publisherThatConnectsGivesValuesAgainAfterAReconnection() {
		String address = "tcp://127.0.0.1:" + FreePort.find();
		this.publisher = publisher((settings) -> settings.bind(false), address);
		this.publisher.start();
		publish("state", "on");
		for (int i = 0; i < 3; i++) {
			try (Joiner joiner = Joiner.bound(address)) {
				joiner.subscribe("state");
				assertThat(receive(joiner)).containsExactly("state|on");
			}
		}
	}

	@Test
	void usageIsShown() {
		this.publisher.start();
		assertThat(this.publisher.lastValues()).isEqualTo(new LastValueUsage(0, 0));
		publish("state", "on");
		publish("sensor.a", "1");
		int bytes = 2 * 256 + "state".length() + 2 + "sensor.a".length() + 1;
		assertThat(this.publisher.lastValues()).isEqualTo(new LastValueUsage(2, bytes));
		assertThat(publisher((settings) -> settings.lastValue(LastValueSettings.DEFAULTS)).lastValues()).isNull();
	}

	@Test
	void boundedCacheForgetsTheTopicUpdatedLongestAgo() {
		start((settings) -> settings
			.lastValue(new LastValueSettings(List.of("a", "b", "c", "d"), DataSize.ofKilobytes(1))));
		for (String topic : Arrays.asList("a", "b", "c", "d", "a")) {
			publish(topic, "1");
		}
		assertThat(receive(join("a", "b", "c", "d"))).containsExactlyInAnyOrder("c|1", "d|1", "a|1");
	}

}
