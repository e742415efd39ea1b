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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.socket.connection.AbsentPeer;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.socket.names.ResolvedName;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sockets that connect to all addresses of a host name.
 */
@ParameterizedClass
@EnumSource
class AllAddressesTests {

	// A subscription as XPUB receives it
	private static final String ALL_TOPICS = "\u0001";

	private static final String HOST = "cameras.test";

	private final OpenResources open = new OpenResources();

	private final TestNames names = new TestNames();

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	private final int port = FreePort.find();

	private final String address = "tcp://" + HOST + ":" + this.port;

	private final TestSecurity security;

	private final ZmqContext context;

	AllAddressesTests(TestSecurity security) {
		this.security = security;
		this.context = this.names.context(security);
	}

	@BeforeEach
	void openContext() {
		this.open.add(this.context);
	}

	@AfterEach
	void close() {
		this.names.answer();
		this.open.close();
	}

	@Test
	void everyAddressIsConnectedAlsoThoseThatComeLater() {
		this.names.set(HOST, "127.0.0.2", "127.0.0.3");
		RawPeer second = publisher("127.0.0.2");
		RawPeer third = publisher("127.0.0.3");
		ReceivingSocket subscriber = subscriber(this.address);
		await().until(() -> subscriber.connections().count() == 2);
		RawPeer fourth = publisher("127.0.0.4");
		this.names.add(HOST, "127.0.0.4");
		await().until(() -> subscriber.connections().count() == 3);
		send(second, "from 2");
		send(third, "from 3");
		send(fourth, "from 4");
		await().until(() -> this.received.containsAll(Set.of("from 2", "from 3", "from 4")));
		assertThat(subscriber.connections().snapshot()).extracting(Connection::address)
			.containsExactlyInAnyOrder(member(2), member(3), member(4));
		assertThat(subscriber.absentPeers()).isEmpty();
		assertThat(second.accepted()).isEqualTo(1);
	}

	@Test
	void memberThatIsGoneFromItsNameKeepsItsConnectionUntilItEnds() {
		this.names.set(HOST, "127.0.0.2", "127.0.0.3");
		RawPeer second = publisher("127.0.0.2");
		publisher("127.0.0.3");
		ReceivingSocket subscriber = subscriber(this.address);
		await().until(() -> subscriber.connections().count() == 2);
		assertThat(second.receive()).isEqualTo(ALL_TOPICS);
		this.names.remove(HOST, "127.0.0.2");
		await().until(() -> name(subscriber).leaving().equals(List.of(member(2))));
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 2);
		second.send("still here".getBytes());
		await().until(() -> this.received.contains("still here"));
		second.close();
		await().until(() -> subscriber.connections().snapshot().size() == 1);
		assertThat(name(subscriber)).returns(List.of(member(3)), ResolvedName::resolved)
			.returns(List.of(member(3)), ResolvedName::connected)
			.returns(List.of(), ResolvedName::leaving);
		this.names.add(HOST, "127.0.0.2");
		send(publisher("127.0.0.2"), "back again");
		await().until(() -> this.received.contains("back again"));
	}

	@Test
	void nameWithoutAddressesIsAnAbsentPeerUntilItHasOne() {
		ReceivingSocket subscriber = subscriber(this.address);
		await().until(() -> name(subscriber).lastError() != null);
		assertThat(subscriber.faults()).isEmpty();
		assertThat(subscriber.absentPeers()).singleElement()
			.returns(this.address, AbsentPeer::address)
			.returns(null, AbsentPeer::tried);
		this.names.set(HOST, "127.0.0.2");
		await().until(() -> subscriber.absentPeers().stream().anyMatch((peer) -> member(2).equals(peer.tried())));
		publisher("127.0.0.2");
		await().until(() -> subscriber.absentPeers().isEmpty());
		assertThat(name(subscriber)).returns(null, ResolvedName::lastError)
			.returns(List.of(member(2)), ResolvedName::connected);
	}

	@Test
	void failedLookupKeepsWhatIsThere() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer second = publisher("127.0.0.2");
		ReceivingSocket subscriber = subscriber(this.address);
		await().until(() -> subscriber.connections().count() == 1);
		this.names.set(HOST);
		await().until(() -> name(subscriber).lastError() != null);
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 1);
		send(second, "without names");
		await().until(() -> this.received.contains("without names"));
		assertThat(name(subscriber).resolved()).containsExactly(member(2));
	}

	@Test
	void lookupWithoutAnAnswerStopsNeitherMessagesNorOtherRoles() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer second = publisher("127.0.0.2");
		ReceivingSocket subscriber = subscriber(this.address);
		await().until(() -> subscriber.connections().count() == 1);
		this.names.hang();
		await().during(TestNames.interval().multipliedBy(2)).until(() -> true);
		send(second, "meanwhile");
		await().until(() -> this.received.contains("meanwhile"));
		publisher("127.0.0.5");
		ReceivingSocket other = subscriber("tcp://127.0.0.5:" + this.port);
		await().until(() -> other.connections().count() == 1);
		this.names.answer();
		this.names.add(HOST, "127.0.0.5");
		await().until(() -> subscriber.connections().count() == 2);
	}

	@Test
	void addressOfTwoNamesOrOfALiteralIsConnectedOnceAndAsLongAsOneHasIt() {
		this.names.set("a.test", "127.0.0.2", "127.0.0.3");
		this.names.set("b.test", "127.0.0.2", "127.0.0.3", "127.0.0.2");
		RawPeer second = publisher("127.0.0.2");
		RawPeer third = publisher("127.0.0.3");
		ReceivingSocket subscriber = subscriber("tcp://a.test:" + this.port, "tcp://b.test:" + this.port, member(3));
		await().until(() -> subscriber.connections().count() == 2);
		this.names.remove("a.test", "127.0.0.2");
		this.names.remove("b.test", "127.0.0.3");
		this.names.set("a.test", "127.0.0.4");
		await().during(TestNames.interval().multipliedBy(3)).until(() -> subscriber.connections().count() == 2);
		assertThat(second.accepted()).isEqualTo(1);
		assertThat(third.accepted()).isEqualTo(1);
		third.close();
		await().until(() -> subscriber.connections()
			.names()
			.stream()
			.allMatch((name) -> name.leaving().isEmpty() && !name.resolved().contains(member(3))));
		publisher("127.0.0.3");
		await().until(() -> subscriber.connections().count() == 2);
	}

	@Test
	void queuedMessagesOfAMemberThatIsGoneAreCountedWhenItIsGivenUp() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer second = RawPeer.binding(SocketType.PULL, member(2), this.security);
		AtomicLong discarded = new AtomicLong();
		SendingSocket sender = SendingSocket.pushing(this.context, settings(this.address), true,
				new SocketEventListener() {

					@Override
					public void onEvent(SocketEvent event) {
					}

					@Override
					public void onDiscarded(String from, long messages) {
						assertThat(from).isEqualTo(member(2));
						discarded.addAndGet(messages);
					}

				});
		this.open.add(() -> sender.close(Duration.ZERO));
		await().until(() -> sender.connections().count() == 1);
		assertThat(sender.send("arrives".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		assertThat(second.receive()).isEqualTo("arrives");
		second.close();
		await().until(() -> sender.connections().count() == 0);
		for (int i = 0; i < 7; i++) {
			assertThat(sender.send("lost".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		}
		RawPeer third = this.open.add(RawPeer.binding(SocketType.PULL, member(3), this.security));
		this.names.set(HOST, "127.0.0.3");
		await().until(() -> discarded.get() == 7);
		await().until(() -> sender.connections().snapshot().size() == 1 && sender.connections().count() == 1);
		assertThat(sender.send("next".getBytes(), null, Duration.ofSeconds(5))).isTrue();
		assertThat(third.receive()).isEqualTo("next");
	}

	@Test
	void membersOfASocketThatIsOpenedAgainAreLookedUpAgain() {
		this.names.set(HOST, "127.0.0.2");
		publisher("127.0.0.2");
		ReceivingSocket first = subscriber(this.address);
		await().until(() -> first.connections().count() == 1);
		first.close(Duration.ofSeconds(5));
		this.names.set(HOST, "127.0.0.3");
		publisher("127.0.0.3");
		ReceivingSocket again = subscriber(this.address);
		await().until(() -> again.connections().count() == 1);
		assertThat(again.connections().snapshot()).extracting(Connection::address).containsExactly(member(3));
	}

	private String member(int last) {
		return "tcp://127.0.0." + last + ":" + this.port;
	}

	private static ResolvedName name(ReceivingSocket subscriber) {
		return subscriber.connections().names().get(0);
	}

	private RawPeer publisher(String host) {
		return this.open.add(RawPeer.binding(SocketType.XPUB, "tcp://" + host + ":" + this.port, this.security));
	}

	private void send(RawPeer publisher, String text) {
		assertThat(publisher.receive()).isEqualTo(ALL_TOPICS);
		publisher.send(text.getBytes());
	}

	private ReceivingSocket subscriber(String... addresses) {
		ReceivingSocket subscriber = ReceivingSocket.subscribing(this.context, settings(addresses), "members",
				new FrameSink() {

					@Override
					public void onMessage(Frames frames) {
						AllAddressesTests.this.received.add(new String(frames.get(0)));
					}

					@Override
					public void onFailure(Throwable cause) {
					}

				}, (event) -> {
				});
		subscriber.subscribe(new byte[0]);
		subscriber.start();
		this.open.add(() -> subscriber.close(Duration.ofSeconds(5)));
		return subscriber;
	}

	private SocketSettings settings(String... addresses) {
		List<Endpoint> endpoints = Arrays.stream(addresses).map((each) -> Endpoint.parse(each, null)).toList();
		return new SocketSettings(endpoints, false, 1000, Duration.ZERO, Duration.ofSeconds(1), SocketTuning.DEFAULTS,
				this.security.of(false), new SocketSettings.Resolution(Resolve.ALL, TestNames.interval()));
	}

}
