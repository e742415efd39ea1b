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

package io.zmqspring.scenario.members;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.proxy.ProxySettings;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.settings.value.Resolve;
import io.zmqspring.socket.TestNames;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.OpenResources;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Publishers, controllers, workers and proxies that connect to all addresses of a name.
 */
@ParameterizedClass
@EnumSource
class MembersOfEachRoleTests {

	private static final String HOST = "peers.test";

	private static final Duration INTERVAL = Duration.ofMillis(100);

	// A subscription as XPUB receives it
	private static final String ALL_TOPICS = "\u0001";

	private final OpenResources open = new OpenResources();

	private final TestNames names = new TestNames();

	private final Set<String> received = ConcurrentHashMap.newKeySet();

	private final int port = FreePort.find();

	private final int resultPort = FreePort.find();

	private final TestSecurity security;

	private final WorkRoles roles;

	MembersOfEachRoleTests(TestSecurity security) {
		this.security = security;
		this.roles = new WorkRoles(TestTransport.TCP, security, this.names.context(security));
	}

	@BeforeEach
	void nameHasTwoAddresses() {
		this.open.add(this.roles);
		this.names.set(HOST, "127.0.0.2", "127.0.0.3");
	}

	@AfterEach
	void close() {
		this.open.close();
	}

	@Test
	void publisherReachesTheSubscribersAtAllAddresses() {
		List<RawPeer> subscribers = bind(SocketType.SUB, this.port);
		subscribers.forEach((subscriber) -> subscriber.subscribe(""));
		ZmqPublisher publisher = publisher();
		awaitMembers(publisher, 1);
		await().until(() -> publisher.connectionCount() == 2);
		for (RawPeer subscriber : subscribers) {
			await().untilAsserted(() -> {
				publisher.publish("to all", "text");
				assertThat(subscriber.receiveNow()).isNotNull();
			});
		}
	}

	@Test
	void messagesThatWaitForASubscriberThatIsGoneAreDropped() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer gone = bind(SocketType.SUB, this.port).get(0);
		gone.subscribe("");
		ZmqPublisher publisher = publisher();
		await().until(() -> {
			gone.work();
			return publisher.hasSubscriber("text");
		});
		gone.close();
		await().until(() -> publisher.connectionCount() == 0);
		for (int i = 0; i < 3; i++) {
			publisher.publish("lost", "text");
		}
		this.names.set(HOST, "127.0.0.3");
		awaitDropped(publisher, 3);
	}

	@Test
	void controllerGivesWorkToTheWorkersAtAllAddressesAlsoToThoseThatComeLater() {
		ZmqController controller = this.roles.controller(sides("workers.a."));
		controller.addResultHandler((pool, result) -> this.received.add(new String(result)));
		bindWorker("127.0.0.2");
		bindWorker("127.0.0.3");
		controller.start();
		assertThat(controller.awaitWorkers("a", 2, Duration.ofSeconds(30))).isTrue();
		awaitMembers(controller, 2);
		bindWorker("127.0.0.4");
		this.names.add(HOST, "127.0.0.4");
		assertThat(controller.awaitWorkers("a", 3, Duration.ofSeconds(30))).isTrue();
		await().untilAsserted(() -> {
			controller.send("a", Map.of("id", 1));
			assertThat(this.received).hasSize(3);
		});
	}

	@Test
	void workForAWorkerThatIsGoneIsSentAgainWithAtLeastOnceAndNotDropped() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer gone = this.open.add(RawPeer.binding(SocketType.PULL, "tcp://127.0.0.2:" + this.port, this.security));
		List<String> settings = new ArrayList<>(List.of(sides("workers.a.")));
		settings.addAll(List.of("workers.a.delivery=at-least-once", "workers.a.redelivery-timeout=1s"));
		ZmqController controller = this.roles.controller(settings.toArray(String[]::new));
		controller.addResultHandler((pool, result) -> this.received.add(new String(result)));
		controller.start();
		WorkRoles.awaitWorker(controller);
		for (int i = 0; i < 5; i++) {
			controller.send("a", Map.of("id", i));
		}
		await().until(() -> controller.stats().sent() == 5);
		gone.close();
		WorkRoles.awaitNoWorkers(controller, "a");
		bindWorker("127.0.0.3");
		this.names.set(HOST, "127.0.0.3");
		await().until(() -> controller.stats().received() >= 5);
		await().until(() -> controller.resolvedNames().stream().allMatch((name) -> name.leaving().isEmpty()));
		assertThat(controller.stats().drops()).isEmpty();
	}

	@Test
	void workerWorksForTheControllersAtAllAddresses() {
		List<RawPeer> pushing = bind(SocketType.PUSH, this.port);
		bind(SocketType.PULL, this.resultPort);
		ZmqWorker worker = this.roles.worker((work) -> {
			this.received.add(work);
			return work;
		}, sides(""));
		worker.start();
		awaitMembers(worker, 2);
		pushing.get(0).send("{\"id\":2}");
		pushing.get(1).send("{\"id\":3}");
		await().until(() -> this.received.equals(Set.of("{\"id\":2}", "{\"id\":3}")));
		await().until(() -> worker.stats().sent() == 2);
	}

	@Test
	void resultsThatWaitForAControllerThatIsGoneAreDropped() {
		this.names.set(HOST, "127.0.0.2");
		RawPeer pushing = bind(SocketType.PUSH, this.port).get(0);
		RawPeer gone = bind(SocketType.PULL, this.resultPort).get(0);
		ZmqWorker worker = this.roles.worker((work) -> work, sides(""));
		worker.start();
		await().until(() -> worker.connectionCount() == 2);
		gone.close();
		await().until(() -> worker.connectionCount() == 1);
		pushing.send("{\"id\":2}");
		await().until(() -> worker.stats().sent() == 1);
		this.names.set(HOST, "127.0.0.3");
		awaitDropped(worker, 1);
	}

	@Test
	void proxyForwardsWhatThePublishersAtAllAddressesPublish() {
		List<RawPeer> publishers = bind(SocketType.XPUB, this.port);
		String section = TestSecurity.section(this.roles.context());
		PipeSettings frontend = PipeSettings.builder(address(this.port))
			.bind(false)
			.resolve(Resolve.ALL)
			.resolveInterval(INTERVAL)
			.security(section)
			.build();
		PipeSettings backend = PipeSettings.builder("tcp://127.0.0.1:0").security(section).build();
		ZmqProxy proxy = new ZmqProxy("hall",
				ProxySettings.builder(ProxyType.PUB_SUB).frontend(frontend).backend(backend).build(),
				this.roles.context(), (event) -> {
				});
		this.open.add(proxy::destroy);
		proxy.start();
		RawPeer subscriber = this.open
			.add(RawPeer.connecting(SocketType.SUB, proxy.backendAddresses().get(0), this.security));
		subscriber.subscribe("");
		awaitMembers(proxy, 1);
		for (RawPeer publisher : publishers) {
			assertThat(publisher.receive()).isEqualTo(ALL_TOPICS);
			publisher.send("through");
			assertThat(subscriber.receive()).isEqualTo("through");
		}
	}

	private ZmqPublisher publisher() {
		PublisherSettings settings = PublisherSettings.builder(address(this.port))
			.bind(false)
			.resolve(Resolve.ALL)
			.resolveInterval(INTERVAL)
			.security(TestSecurity.section(this.roles.context()))
			.build();
		ZmqPublisher publisher = new ZmqPublisher("news", settings, this.roles.context(), PubSubRoles.JSON, (event) -> {
		});
		this.open.add(publisher::destroy);
		publisher.start();
		return publisher;
	}

	private static void awaitDropped(ZmqRole role, long messages) {
		await()
			.untilAsserted(() -> assertThat(role.stats().drops()).containsEntry(DropReason.PEER_GONE.tag(), messages));
	}

	private String address(int atPort) {
		return "tcp://" + HOST + ":" + atPort;
	}

	private String[] sides(String prefix) {
		int push = prefix.isEmpty() ? this.resultPort : this.port;
		int pull = prefix.isEmpty() ? this.port : this.resultPort;
		List<String> keys = new ArrayList<>();
		for (String side : List.of("push", "pull")) {
			String key = prefix + side + ".";
			keys.add(key + "address=" + address(side.equals("push") ? push : pull));
			keys.add(key + "bind=false");
			keys.add(key + "resolve=all");
			keys.add(key + "resolve-interval=" + INTERVAL.toMillis() + "ms");
		}
		return keys.toArray(String[]::new);
	}

	private void bindWorker(String host) {
		this.roles
			.worker((work) -> Map.of("from", host), "pull.address=tcp://" + host + ":" + this.port, "pull.bind=true",
					"push.address=tcp://" + host + ":" + this.resultPort, "push.bind=true")
			.start();
	}

	private List<RawPeer> bind(SocketType type, int atPort) {
		List<RawPeer> peers = new ArrayList<>();
		for (String host : List.of("127.0.0.2", "127.0.0.3")) {
			peers.add(this.open.add(RawPeer.binding(type, "tcp://" + host + ":" + atPort, this.security)));
		}
		return peers;
	}

	private static void awaitMembers(ZmqRole role, int count) {
		await().untilAsserted(() -> assertThat(role.resolvedNames()).hasSize(count)
			.allSatisfy((name) -> assertThat(name.connected()).hasSize(2)));
	}

}
