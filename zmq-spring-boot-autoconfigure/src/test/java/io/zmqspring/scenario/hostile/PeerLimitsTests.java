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

package io.zmqspring.scenario.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.RawConnection;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A peer that exceeds a limit loses its connection and is counted. This does not affect
 * the good peer, nor the health of the role.
 */
@ParameterizedClass
@EnumSource
class PeerLimitsTests {

	private static final int CLOSE_TIMEOUT_MILLIS = 5000;

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final List<AutoCloseable> open = new ArrayList<>();

	private final TestTransport transport;

	PeerLimitsTests(TestTransport transport) {
		this.transport = transport;
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
		this.context.close();
	}

	@Test
	void peerBeyondMaxConnectionsIsRefusedUntilOneLeaves() throws IOException {
		RoleTarget subscriber = subscriber("max-connections=3");
		subscriber.exchangeMessage();
		GoodPeer second = connect(subscriber);
		connect(subscriber);
		try (RawConnection refused = subscriber.connector().connectHostilePeer()) {
			assertThat(refused.in().read()).isEqualTo(-1);
		}
		assertRejected(subscriber, "too-many-connections");
		second.close();
		await().until(() -> subscriber.role().connectionCount() == 2);
		connect(subscriber);
		assertThat(subscriber.role().stats().rejected("too-many-connections")).isEqualTo(1);
	}

	@Test
	void peerThatSubscribesToMoreThanMaxSubscriptionsLosesItsConnection() throws IOException {
		RoleTarget publisher = publisher("max-subscriptions=1000");
		publisher.exchangeMessage();
		GoodPeer flooding = connect(publisher);
		flooding.subscribe("flood");
		flood(flooding, RandomSubscriptions.frames(100_000, new Random(1)));
		flooding.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(publisher, "too-many-subscriptions");
		await().until(() -> !((ZmqPublisher) publisher.role()).hasSubscriber("flood"));
	}

	@Test
	void peerWithTheMostSubscriptionsLosesItsConnectionWhenAllPeersTogetherHaveTooMany() throws IOException {
		RoleTarget publisher = publisher("max-subscriptions=1000");
		GoodPeer greedy = connect(publisher);
		greedy.write(RandomSubscriptions.frames(700, new Random(1)));
		greedy.subscribe("greedy");
		await().until(() -> ((ZmqPublisher) publisher.role()).hasSubscriber("greedy"));
		GoodPeer modest = connect(publisher);
		modest.write(RandomSubscriptions.frames(400, new Random(2)));
		greedy.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertThat(modest.isClosedWithin(100)).isFalse();
		assertRejected(publisher, "too-many-subscriptions");
	}

	@Test
	void hostilePeerThatAPublisherConnectsToDoesNotAffectTheOtherPeers() throws IOException {
		PeerConnector connector = PeerConnector.forConnectingTarget(this.transport, 1);
		RoleTarget publisher = closeLater(
				new PublisherTarget(this.context, connector, socket("max-subscriptions=1000")));
		GoodPeer good = connect(publisher);
		for (int i = 0; i < 3; i++) {
			GoodPeer flooding = GoodPeer.connect(connector::acceptFirstHostilePeer, "SUB");
			this.open.add(0, flooding);
			flood(flooding, RandomSubscriptions.frames(2000, new Random(i)));
			flooding.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
			String topic = "topic" + i;
			good.subscribe(topic);
			await().until(() -> ((ZmqPublisher) publisher.role()).hasSubscriber(topic));
			assertThat(good.isClosedWithin(50)).isFalse();
		}
		assertThat(publisher.role().stats().rejected("too-many-subscriptions")).isEqualTo(3);
	}

	@Test
	void longTopicCountsAsSeveralSubscriptions() throws IOException {
		RoleTarget publisher = publisher("max-subscriptions=1000");
		GoodPeer peer = connect(publisher);
		byte[] topic = Zmtp.filled(900, 'x');
		for (int i = 0; i < 100; i++) {
			flood(peer, Zmtp.frame(0, Zmtp.join(new byte[] { 1, (byte) i }, topic)));
		}
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(publisher, "too-many-subscriptions");
	}

	@Test
	void subscriptionsOfPeersThatLeaveDoNotCount() throws IOException {
		RoleTarget publisher = publisher("max-subscriptions=1000");
		for (int i = 0; i < 5; i++) {
			GoodPeer peer = connect(publisher);
			peer.write(RandomSubscriptions.frames(900, new Random(i)));
			peer.subscribe("last");
			await().until(() -> ((ZmqPublisher) publisher.role()).hasSubscriber("last"));
			peer.close();
			await().until(() -> publisher.role().connectionCount() == 0);
		}
		assertThat(publisher.role().stats().rejected()).isEmpty();
		publisher.exchangeMessage();
	}

	@Test
	void topicTooLongForTheEngineEndsItsConnection() throws IOException {
		RoleTarget publisher = publisher();
		GoodPeer peer = connect(publisher);
		flood(peer, Zmtp.frame(0, Zmtp.join(new byte[] { 1 }, Zmtp.filled(1 << 20, 'x'))));
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(publisher, "oversize");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 20 })
	void messageOfTooManyFramesEndsItsConnection(int size) throws IOException {
		RoleTarget subscriber = subscriber();
		GoodPeer peer = connect(subscriber);
		flood(peer, Zmtp.repeated(Zmtp.frame(Zmtp.MORE, new byte[size]), 100_000));
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "too-many-frames");
	}

	@Test
	void messageOfAThousandFramesIsAccepted() throws IOException {
		RoleTarget subscriber = subscriber();
		GoodPeer peer = connect(subscriber);
		for (int i = 0; i < 3; i++) {
			peer.write(Zmtp.join(Zmtp.repeated(Zmtp.frame(Zmtp.MORE, new byte[1]), 999), Zmtp.frame(0, new byte[1])));
		}
		await().until(() -> subscriber.role().stats().rejected("wrong-frames") == 3);
		assertThat(peer.isClosedWithin(100)).isFalse();
	}

	@Test
	void framesThatTogetherExceedMaxMessageSizeEndTheirConnection() throws IOException {
		RoleTarget subscriber = subscriber("max-message-size=100KB");
		GoodPeer peer = connect(subscriber);
		flood(peer, Zmtp.repeated(Zmtp.frame(Zmtp.MORE, new byte[30_000]), 100));
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "oversize");
	}

	@Test
	void negativeLengthEndsItsConnection() throws IOException {
		RoleTarget subscriber = subscriber();
		GoodPeer peer = connect(subscriber);
		peer.write(Zmtp.longHeader(0, -1));
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(subscriber, "malformed");
	}

	@Test
	void messageToAPushSocketEndsItsConnection() throws IOException {
		RoleTarget controller = closeLater(
				new ControllerTarget(this.context, PeerConnector.forBoundTarget(this.transport), false));
		GoodPeer peer = connect(controller);
		peer.send("hello");
		peer.assertClosedWithin(CLOSE_TIMEOUT_MILLIS);
		assertRejected(controller, "malformed");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void peerOfZmtp2IsRefused(int version) throws IOException {
		RoleTarget subscriber = subscriber();
		try (RawConnection old = subscriber.connector().connectHostilePeer()) {
			old.write(Zmtp.join(Arrays.copyOf(Zmtp.greeting(version, ""), 11), new byte[] { 1, 0, 0 }));
			old.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		}
		subscriber.exchangeMessage();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void peerCannotImpersonateAnother(boolean flagged) throws IOException {
		RoleTarget subscriber = subscriber();
		GoodPeer victim = connect(subscriber);
		byte[] ready = Zmtp.join(Zmtp.bytes("\u0005READY"), Zmtp.property("Socket-Type", Zmtp.bytes("PUB")),
				Zmtp.property("Peer-Address", Zmtp.bytes(addressOfOnlyPeer(subscriber))));
		try (RawConnection impostor = subscriber.connector().connectHostilePeer()) {
			// JeroMQ reads the first frame as a command, whatever its flags are
			impostor.write(Zmtp.join(Zmtp.greeting(3, "NULL"), Zmtp.frame(flagged ? Zmtp.COMMAND : 0, ready)));
			impostor.assertEndsWithin(CLOSE_TIMEOUT_MILLIS);
		}
		assertThat(victim.isClosedWithin(100)).isFalse();
	}

	// As messages of the peer name it: the IP address and port, or the number of the peer
	private static String addressOfOnlyPeer(RoleTarget target) {
		await().until(() -> target.role().connectionCount() == 1);
		return target.role().connections().get(0).remote().replaceAll("^tcp://| \\(uid .*", "");
	}

	private void assertRejected(RoleTarget target, String reason) throws IOException {
		ZmqRole role = target.role();
		await().untilAsserted(() -> assertThat(role.stats().rejected(reason)).isPositive());
		assertThat(role.stats().lastError()).isNotNull();
		assertThat(role.faults()).isEmpty();
		if (!reason.equals("too-many-connections")) {
			target.exchangeMessage();
		}
	}

	private static void flood(GoodPeer peer, byte[] bytes) {
		try {
			peer.write(bytes);
		}
		catch (IOException ex) {
			// The target has closed the connection, as it should
		}
	}

	private GoodPeer connect(RoleTarget target) throws IOException {
		GoodPeer peer = GoodPeer.connect(target.connector(), target.peerType());
		this.open.add(0, peer);
		return peer;
	}

	private RoleTarget subscriber(String... tuning) {
		return closeLater(
				new SubscriberTarget(this.context, PeerConnector.forBoundTarget(this.transport), socket(tuning)));
	}

	private RoleTarget publisher(String... tuning) {
		return closeLater(
				new PublisherTarget(this.context, PeerConnector.forBoundTarget(this.transport), socket(tuning)));
	}

	private RoleTarget closeLater(RoleTarget target) {
		this.open.add(target);
		return target;
	}

	private static Map<String, String> socket(String... tuning) {
		Map<String, String> settings = new HashMap<>();
		for (String setting : tuning) {
			settings.put("socket." + setting.substring(0, setting.indexOf('=')),
					setting.substring(setting.indexOf('=') + 1));
		}
		return settings;
	}

}
