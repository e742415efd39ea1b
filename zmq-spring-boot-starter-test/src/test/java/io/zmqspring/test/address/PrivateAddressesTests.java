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

package io.zmqspring.test.address;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.zmqspring.autoconfigure.ZmqProperties;
import io.zmqspring.settings.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which sockets meet at private addresses.
 */
class PrivateAddressesTests {

	@Test
	void socketsOfOneAddressMeetUnderDifferentNamesOfTheHost() {
		PrivateAddresses addresses = addresses(Map.of("zmq.publishers.a.address", "tcp://*:5555",
				"zmq.subscribers.b.address", "tcp://127.0.0.1:5555"));
		assertThat(publish(addresses, true, "tcp://*:5555")).containsExactly("at localhost:5555");
		assertThat(subscribe(addresses, false, "tcp://127.0.0.1:5555")).containsExactly("at localhost:5555",
				"at peer-of-subscribers.b");
		assertThat(addresses.peerOf("publishers.a")).isEqualTo(new PeerPlace(false, "at localhost:5555", null));
		assertThat(addresses.peerOf("subscribers.b")).isEqualTo(new PeerPlace(true, "at peer-of-subscribers.b", null));
	}

	@Test
	void socketThatConnectsToAnotherProgramGetsAnAddressOfItsOwn() {
		PrivateAddresses addresses = addresses(Map.of("zmq.subscribers.b.address", "tcp://events.example.org:5555"));
		assertThat(subscribe(addresses, false, "tcp://events.example.org:5555"))
			.containsExactly("at peer-of-subscribers.b");
	}

	@Test
	void freePortsAreNeverShared() {
		PrivateAddresses addresses = addresses(
				Map.of("zmq.publishers.a.address", "tcp://*:0", "zmq.publishers.b.address", "tcp://*:0"));
		assertThat(publish(addresses, true, "tcp://*:0")).containsExactly("at free-port-0-of-publishers.a");
	}

	@Test
	void bothLoopbackAddressesAreOne() {
		PrivateAddresses addresses = addresses(Map.of());
		assertThat(publish(addresses, true, "tcp://127.0.0.1:5555", "tcp://[::1]:5555"))
			.containsExactly("at localhost:5555");
	}

	@Test
	void socketsOfOneFileMeetUnderDifferentSpellings() {
		PrivateAddresses addresses = addresses(Map.of("zmq.publishers.a.address", "ipc:///run/app/events",
				"zmq.subscribers.b.address", "ipc:///run/app/../app/events"));
		assertThat(publish(addresses, true, "ipc:///run/app/events")).containsExactly("at localhost/run/app/events");
		assertThat(subscribe(addresses, false, "ipc:///run/app/../app/events"))
			.containsExactly("at localhost/run/app/events", "at peer-of-subscribers.b");
	}

	@Test
	void fileIsThatOfTheHost() {
		ApplicationSocket socket = socket("publishers.a", SocketKind.PUBLISH, true, "ipc:///run/app/events");
		assertThat(socket.names("shop.example.org")).isNotEqualTo(socket.names("orders.example.org"));
	}

	@Test
	void newPathsAreNeverShared() {
		PrivateAddresses addresses = addresses(
				Map.of("zmq.publishers.a.address", "ipc://*", "zmq.publishers.b.address", "ipc://*"));
		assertThat(publish(addresses, true, "ipc://*")).containsExactly("at new-path-0-of-publishers.a");
	}

	@Test
	void workIsNotSharedWithATestPeer() {
		Map<String, String> properties = Map.of("zmq.workers.w.pull.address", "tcp://localhost:1",
				"zmq.workers.w.push.address", "tcp://localhost:2", "zmq.controllers.c.workers.p.push.address",
				"tcp://*:1", "zmq.controllers.c.workers.p.pull.address", "tcp://*:2");
		PrivateAddresses addresses = addresses(properties);
		addresses.move(socket("controllers.c.workers.p.push", SocketKind.PUSH, true, "tcp://*:1"));
		addresses.move(socket("controllers.c.workers.p.pull", SocketKind.PULL, true, "tcp://*:2"));
		assertThat(addresses.move(socket("workers.w.pull", SocketKind.PULL, false, "tcp://localhost:1")))
			.containsExactly("at localhost:1", "at peer-of-workers.w.pull");
		assertThat(addresses.move(socket("workers.w.push", SocketKind.PUSH, false, "tcp://localhost:2")))
			.containsExactly("at localhost:2");
		assertThat(addresses.peerOf("controllers.c.workers.p.push")).extracting(PeerPlace::taken)
			.isEqualTo("workers.w.pull");
		assertThat(addresses.peerOf("workers.w.push")).extracting(PeerPlace::taken)
			.isEqualTo("controllers.c.workers.p.pull");
		assertThat(addresses.peerOf("controllers.c.workers.p.pull")).extracting(PeerPlace::taken).isNull();
	}

	private static List<String> publish(PrivateAddresses addresses, boolean bind, String... endpoints) {
		return addresses.move(socket("publishers.a", SocketKind.PUBLISH, bind, endpoints));
	}

	private static List<String> subscribe(PrivateAddresses addresses, boolean bind, String... endpoints) {
		return addresses.move(socket("subscribers.b", SocketKind.SUBSCRIBE, bind, endpoints));
	}

	private static ApplicationSocket socket(String key, SocketKind kind, boolean bind, String... endpoints) {
		return new ApplicationSocket(key, kind, bind,
				List.of(endpoints).stream().map((endpoint) -> Endpoint.parse(endpoint, null)).toList());
	}

	private static PrivateAddresses addresses(Map<String, String> properties) {
		ZmqProperties bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("zmq",
				ZmqProperties.class);
		return new PrivateAddresses(ApplicationSocket.of(bound.publishers(), bound.subscribers(), bound.workers(),
				bound.controllers(), bound.proxies()), "localhost", false, "at "::concat);
	}

}
