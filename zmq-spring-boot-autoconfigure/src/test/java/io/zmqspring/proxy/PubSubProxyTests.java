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

package io.zmqspring.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy between plain publishers and subscribers. The publishers are XPUB sockets, so
 * that they see the subscriptions that reach them.
 */
class PubSubProxyTests {

	private static final String SUBSCRIBED = "\u0001";

	private static final String UNSUBSCRIBED = "\u0000";

	private final ProxyRoles roles = new ProxyRoles();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private RawPeer subscriber(ZmqProxy proxy, String prefix) {
		RawPeer subscriber = this.roles.behind(SocketType.SUB, proxy);
		subscriber.subscribe(prefix);
		return subscriber;
	}

	private RawPeer publisher(ZmqProxy proxy, String... subscriptions) {
		RawPeer publisher = this.roles.before(SocketType.XPUB, proxy);
		for (String subscription : subscriptions) {
			assertThat(publisher.receive()).isEqualTo(SUBSCRIBED + subscription);
		}
		return publisher;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 7, 1000 })
	void framesPassAsTheyAreWhateverTheirNumber(int count) {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer subscriber = subscriber(proxy, "");
		RawPeer publisher = publisher(proxy, "");
		Random random = new Random(count);
		byte[][] frames = IntStream.range(0, count).mapToObj((i) -> {
			byte[] frame = new byte[(i % 3 == 1) ? 0 : random.nextInt(1000)];
			random.nextBytes(frame);
			return frame;
		}).toArray(byte[][]::new);
		publisher.send(frames);
		publisher.send(new byte[0]);
		assertThat(subscriber.receiveFrames()).containsExactly(frames);
		assertThat(subscriber.receiveFrames()).containsExactly(new byte[0]);
		long bytes = Arrays.stream(frames).mapToLong((frame) -> frame.length).sum();
		ProxyRoles.await().untilAsserted(() -> {
			assertThat(proxy.stats().received()).isEqualTo(2);
			assertThat(proxy.stats().sent()).isEqualTo(2);
			assertThat(proxy.stats().bytesReceived()).isEqualTo(bytes);
			assertThat(proxy.stats().bytesSent()).isEqualTo(bytes);
		});
		assertThat(proxy.stats().drops()).isEmpty();
	}

	@Test
	void frameOfSixtyMegabytesPasses() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer subscriber = subscriber(proxy, "");
		RawPeer publisher = publisher(proxy, "");
		byte[] large = new byte[60_000_000];
		new Random(1).nextBytes(large);
		publisher.send("large".getBytes(), large);
		List<byte[]> received = subscriber.receiveFrames();
		assertThat(received).hasSize(2);
		assertThat(Arrays.equals(received.get(1), large)).isTrue();
	}

	@Test
	void messageThatNobodyWantsDoesNotCross() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer subscriber = subscriber(proxy, "a");
		RawPeer publisher = publisher(proxy, "a");
		publisher.send("b1");
		publisher.send("a1");
		publisher.send("c1");
		publisher.send("a2");
		assertThat(subscriber.receive()).isEqualTo("a1");
		assertThat(subscriber.receive()).isEqualTo("a2");
		ProxyRoles.await().until(() -> proxy.stats().sent() == 2);
		assertThat(proxy.stats().received()).isEqualTo(2);
	}

	@Test
	void messageThatArrivesAlthoughNobodyWantsItIsCounted() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer publisher = this.roles.before(SocketType.XPUB, proxy);
		publisher.ignoreSubscriptions();
		RawPeer subscriber = subscriber(proxy, "a");
		assertThat(publisher.receive()).isEqualTo(SUBSCRIBED + "a");
		publisher.subscribe("a");
		publisher.subscribe("b");
		publisher.send("b".getBytes(), new byte[3]);
		publisher.send("a");
		assertThat(subscriber.receive()).isEqualTo("a");
		ProxyRoles.await().until(() -> proxy.stats().sent() == 1);
		assertThat(proxy.stats().received()).isEqualTo(2);
		assertThat(proxy.stats().drops()).isEqualTo(Map.of("no-subscriber", 1L));
	}

	@Test
	void subscriptionsTravelToPublishersThatCameBeforeAndThatComeLater() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer early = publisher(proxy);
		ProxyRoles.await().until(() -> proxy.connectionCount() == 1);
		RawPeer first = subscriber(proxy, "a");
		assertThat(early.receive()).isEqualTo(SUBSCRIBED + "a");
		RawPeer second = subscriber(proxy, "a");
		second.subscribe("b");
		assertThat(early.receive()).isEqualTo(SUBSCRIBED + "b");
		RawPeer late = publisher(proxy, "a", "b");
		first.unsubscribe("a");
		second.unsubscribe("b");
		assertThat(early.receive()).isEqualTo(UNSUBSCRIBED + "b");
		assertThat(late.receive()).isEqualTo(UNSUBSCRIBED + "b");
		late.send("a1");
		assertThat(second.receive()).isEqualTo("a1");
		assertThat(first.receiveNow()).isNull();
	}

	@Test
	void subscriptionEndsWithTheConnectionOfItsLastSubscriber() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer publisher = publisher(proxy);
		try (RawPeer leaving = RawPeer.connecting(SocketType.SUB, proxy.backendAddresses().get(0))) {
			leaving.subscribe("a");
			assertThat(publisher.receive()).isEqualTo(SUBSCRIBED + "a");
		}
		assertThat(publisher.receive()).isEqualTo(UNSUBSCRIBED + "a");
	}

	@Test
	void everySubscriberOfATopicGetsTheMessageAndNoOther() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB);
		RawPeer publisher = publisher(proxy);
		RawPeer a = subscriber(proxy, "a");
		RawPeer both = subscriber(proxy, "");
		assertThat(List.of(publisher.receive(), publisher.receive())).containsExactlyInAnyOrder(SUBSCRIBED + "a",
				SUBSCRIBED);
		for (int i = 0; i < 100; i++) {
			publisher.send("a".getBytes(), new byte[] { (byte) i });
			publisher.send("b".getBytes(), new byte[] { (byte) i });
		}
		for (int i = 0; i < 100; i++) {
			assertThat(a.receiveFrames()).containsExactly("a".getBytes(), new byte[] { (byte) i });
			assertThat(both.receiveFrames()).containsExactly("a".getBytes(), new byte[] { (byte) i });
			assertThat(both.receiveFrames()).containsExactly("b".getBytes(), new byte[] { (byte) i });
		}
		assertThat(a.receiveNow()).isNull();
	}

	@Test
	void lossOfASlowSubscriberIsCountedAndOthersMissNothing() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB,
				(builder) -> builder.backend((backend) -> backend.highWaterMark(10)));
		RawPeer other = subscriber(proxy, "a");
		try (RawSubscriber slow = new RawSubscriber(proxy.backendAddresses().get(0), "slow", 1)) {
			slow.awaitConnected();
			RawPeer publisher = publisher(proxy, "a", "slow");
			byte[] payload = new byte[200_000];
			int sent = 0;
			while (proxy.stats().dropped() < 20) {
				publisher.send("slow".getBytes(), payload);
				publisher.send("a".getBytes(), payload);
				assertThat(other.receiveFrames()).hasSize(2);
				sent++;
			}
			assertThat(proxy.stats().drops()).containsOnlyKeys("slow-subscriber");
			long lost = proxy.stats().dropped();
			for (int i = 0; i < sent - lost; i++) {
				assertThat(slow.receive()).hasSize(2);
			}
			publisher.send("slow".getBytes());
			assertThat(slow.receive()).hasSize(1);
		}
	}

	@Test
	void copiesOfAllMessagesArePublishedAtTheCaptureAddress() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB,
				(builder) -> builder.capture(PipeSettings.of("tcp://127.0.0.1:0")));
		RawPeer capture = this.roles.capturing(proxy);
		capture.subscribe("");
		RawPeer subscriber = subscriber(proxy, "");
		RawPeer publisher = publisher(proxy, "");
		ProxyRoles.await().until(() -> {
			publisher.send("a".getBytes(), "probe".getBytes(), new byte[0]);
			assertThat(subscriber.receiveFrames()).hasSize(3);
			return "a".equals(capture.receiveNow());
		});
		assertThat(capture.receiveFrames()).containsExactly("probe".getBytes(), new byte[0]);
		assertThat(proxy.stats().drops()).isEmpty();
	}

	@Test
	void subscriberOfCopiesThatDoesNotReadLosesThemAndNobodyElse() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB,
				(builder) -> builder.capture(PipeSettings.builder("tcp://127.0.0.1:0").highWaterMark(10).build()));
		RawPeer subscriber = subscriber(proxy, "");
		RawPeer publisher = publisher(proxy, "");
		byte[] payload = new byte[200_000];
		try (RawSubscriber capture = new RawSubscriber(proxy.captureAddresses().get(0), "", 1)) {
			ProxyRoles.await().until(() -> {
				capture.work();
				publisher.send(payload);
				assertThat(subscriber.receiveFrames()).containsExactly(payload);
				return proxy.stats().drops().containsKey("slow-capture");
			});
		}
		assertThat(proxy.stats().drops()).containsOnlyKeys("slow-capture");
	}

}
