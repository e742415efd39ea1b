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

package io.zmqspring.socket.connection;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketTuning;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an endpoint that a socket connects to must be connected again.
 */
class RemoteEndpointTests {

	private static final String ADDRESS = "tcp://192.0.2.1:5555";

	private RemoteEndpoint endpoint = new RemoteEndpoint(Endpoint.parse("tcp://camera:5555", null),
			tuning(Duration.ofMillis(100), Duration.ofMillis(300)));

	private static SocketTuning tuning(Duration first, Duration longest) {
		return SocketTuning.builder().reconnectInterval(first).reconnectIntervalMax(longest).build();
	}

	@Test
	void needsAnAddressFirst() {
		assertThat(this.endpoint.needsConnect()).isTrue();
		this.endpoint.onConnect(ADDRESS);
		assertThat(this.endpoint.needsConnect()).isFalse();
		assertThat(this.endpoint.engineAddress()).isEqualTo(ADDRESS);
	}

	@Test
	void waitsDoubleUpToTheMaximum() {
		assertThat(giveUp()).satisfies(wait(100));
		assertThat(giveUp()).satisfies(wait(200));
		assertThat(giveUp()).satisfies(wait(300));
		assertThat(giveUp()).satisfies(wait(300));
	}

	@Test
	void waitsOfManyPeersDiffer() {
		List<RemoteEndpoint> peers = Stream
			.generate(() -> new RemoteEndpoint(Endpoint.parse("tcp://camera:5555", null), SocketTuning.DEFAULTS))
			.limit(20)
			.toList();
		assertThat(peers.stream().map(RemoteEndpointTests::giveUp).distinct()).hasSizeGreaterThan(3);
	}

	private static Consumer<Duration> wait(int millis) {
		return (wait) -> assertThat(wait).isBetween(Duration.ofMillis(millis * 3 / 4), Duration.ofMillis(millis));
	}

	private Duration giveUp() {
		return giveUp(this.endpoint);
	}

	private static Duration giveUp(RemoteEndpoint endpoint) {
		endpoint.onConnect(ADDRESS);
		endpoint.onConnected();
		endpoint.onHandshaken();
		endpoint.onDisconnected();
		return endpoint.onGivenUp();
	}

	@Test
	void givenUpConnectionIsDueAfterItsWait() throws InterruptedException {
		giveUp();
		assertThat(this.endpoint.needsConnect()).isTrue();
		assertThat(this.endpoint.beginAttempt()).isFalse();
		Thread.sleep(110);
		assertThat(this.endpoint.beginAttempt()).isTrue();
		assertThat(this.endpoint.beginAttempt()).as("begun already").isFalse();
	}

	@Test
	void connectionThatTheEngineRetriesIsNotGivenUp() {
		this.endpoint.onConnect(ADDRESS);
		this.endpoint.onConnected();
		this.endpoint.onDisconnected();
		this.endpoint.onRetried();
		assertThat(this.endpoint.onGivenUp()).isNull();
		assertThat(this.endpoint.needsConnect()).isFalse();
	}

	@Test
	void hostMovesOnlyWhileNothingIsConnected() {
		this.endpoint.onConnect(ADDRESS);
		assertThat(this.endpoint.hasMovedTo(ADDRESS)).isFalse();
		assertThat(this.endpoint.hasMovedTo("tcp://192.0.2.2:5555")).isTrue();
		this.endpoint.onConnected();
		assertThat(this.endpoint.hasMovedTo("tcp://192.0.2.2:5555")).isFalse();
	}

	@Test
	void lookupThatFailsDoesNotHideThatTheEngineHasGivenUp() {
		this.endpoint.onConnect(ADDRESS);
		this.endpoint.onConnected();
		this.endpoint.onDisconnected();
		this.endpoint.onUnresolved("host 'camera' does not resolve");
		assertThat(this.endpoint.fault()).isEqualTo("host 'camera' does not resolve");
		assertThat(this.endpoint.onGivenUp()).isNotNull();
		assertThat(this.endpoint.needsConnect()).isTrue();
	}

	@Test
	void stableConnectionResetsTheWaitAndTheWarning() throws InterruptedException {
		this.endpoint = new RemoteEndpoint(Endpoint.parse("tcp://camera:5555", null),
				tuning(Duration.ofMillis(25), Duration.ofMillis(100)));
		giveUp();
		assertThat(this.endpoint.isFirstProblem()).isTrue();
		assertThat(giveUp()).satisfies(wait(50));
		assertThat(this.endpoint.isFirstProblem()).isFalse();
		this.endpoint.onConnect(ADDRESS);
		this.endpoint.onConnected();
		this.endpoint.onHandshaken();
		Thread.sleep(510);
		this.endpoint.onDisconnected();
		assertThat(this.endpoint.onGivenUp()).satisfies(wait(25));
		assertThat(this.endpoint.isFirstProblem()).isTrue();
	}

}
