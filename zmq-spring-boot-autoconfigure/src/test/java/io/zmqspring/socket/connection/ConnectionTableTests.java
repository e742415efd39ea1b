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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.zmqspring.socket.connection.SocketEvent.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a socket knows of its connections after the events of the engine.
 */
class ConnectionTableTests {

	private static final String BOUND = "tcp://0.0.0.0:5555";

	private static final Duration HANDSHAKE_INTERVAL = Duration.ofSeconds(1);

	private final ConnectionTable binding = new ConnectionTable(false, HANDSHAKE_INTERVAL);

	private final ConnectionTable connecting = new ConnectionTable(true, HANDSHAKE_INTERVAL);

	private List<SocketEvent> accepted(Kind kind, @Nullable String remote) {
		return this.binding.onEvent(new SocketEvent(kind, BOUND, remote, false));
	}

	@Test
	void peerCountsOnceItsHandshakeIsComplete() {
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		assertThat(this.binding.isEmpty()).isTrue();
		assertThat(accepted(Kind.HANDSHAKEN, null)).extracting(SocketEvent::remote).containsExactly("tcp://peer:1");
		assertThat(this.binding.isEmpty()).isFalse();
		assertThat(this.binding.count()).isOne();
		assertThat(accepted(Kind.DISCONNECTED, "tcp://peer:1")).extracting(SocketEvent::usable).containsExactly(true);
		assertThat(this.binding.count()).isZero();
	}

	@Test
	void handshakeIsTheOneOfTheConnectionThatHasWaitedLongest() {
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		accepted(Kind.ACCEPTED, "tcp://peer:2");
		accepted(Kind.HANDSHAKEN, null);
		assertThat(this.binding.snapshot()).extracting(Connection::handshakeDone).containsExactly(true, false);
	}

	@Test
	void handshakeReportedBeforeItsConnectionIsKept() {
		assertThat(accepted(Kind.HANDSHAKEN, null)).isEmpty();
		assertThat(accepted(Kind.ACCEPTED, "tcp://peer:1")).extracting(SocketEvent::kind)
			.containsExactly(Kind.ACCEPTED, Kind.HANDSHAKEN);
		assertThat(this.binding.count()).isOne();
		accepted(Kind.ACCEPTED, "tcp://peer:2");
		assertThat(this.binding.count()).isOne();
	}

	@Test
	void connectionHasTheUserOfItsHandshakeUntilTheNextOne() {
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		accepted(Kind.ACCEPTED, "tcp://peer:2");
		handshaken("tcp://peer:2", "pump-7");
		assertThat(this.binding.snapshot()).extracting(Connection::user).containsExactly(null, "pump-7");
		accepted(Kind.DISCONNECTED, "tcp://peer:2");
		assertThat(this.binding.snapshot()).extracting(Connection::user).containsExactly(null, "pump-7");
		accepted(Kind.ACCEPTED, "tcp://peer:2");
		assertThat(this.binding.snapshot()).extracting(Connection::user).containsExactly(null, null);
	}

	@Test
	void userOfAHandshakeReportedEarlyIsNotThatOfAnotherPeer() {
		handshaken("tcp://peer:2", "pump-7");
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		assertThat(this.binding.isEmpty()).isTrue();
		handshaken("tcp://peer:3", "pump-8");
		accepted(Kind.ACCEPTED, "tcp://peer:3");
		assertThat(this.binding.snapshot()).extracting(Connection::user).containsExactly(null, "pump-8");
	}

	private void handshaken(String remote, String user) {
		this.binding.onEvent(new SocketEvent(Kind.HANDSHAKEN, BOUND, remote, false, null, user));
	}

	@Test
	void connectionThatLivesLongerThanTheHandshakeIntervalCounts() {
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		long now = System.nanoTime();
		assertThat(this.binding.completeOverdueHandshakes(now + Duration.ofMillis(1000).toNanos())).isEmpty();
		assertThat(this.binding.count()).as("the engine may be about to end it").isZero();
		assertThat(this.binding.completeOverdueHandshakes(now + Duration.ofMillis(1501).toNanos()))
			.containsExactly(new SocketEvent(Kind.HANDSHAKEN, BOUND, "tcp://peer:1", true));
		assertThat(this.binding.count()).isOne();
		assertThat(this.binding.snapshot()).singleElement().returns(true, Connection::handshakeDone);
	}

	@Test
	void handshakeThatIsLateChangesNothing() {
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		this.binding.completeOverdueHandshakes(System.nanoTime() + Duration.ofSeconds(2).toNanos());
		assertThat(accepted(Kind.HANDSHAKEN, null)).isEmpty();
		assertThat(this.binding.count()).isOne();
		accepted(Kind.DISCONNECTED, "tcp://peer:1");
		assertThat(this.binding.count()).isZero();
	}

	@Test
	void eventsAgreeWithTheCountIfTheHandshakeOfAnotherConnectionStalls() {
		List<SocketEvent> changes = new ArrayList<>();
		changes.addAll(accepted(Kind.ACCEPTED, "tcp://stalled:1"));
		changes.addAll(accepted(Kind.ACCEPTED, "tcp://peer:1"));
		changes.addAll(accepted(Kind.HANDSHAKEN, null));
		changes.addAll(accepted(Kind.DISCONNECTED, "tcp://stalled:1"));
		changes.addAll(this.binding.completeOverdueHandshakes(System.nanoTime() + Duration.ofSeconds(2).toNanos()));
		assertThat(this.binding.count()).isOne();
		assertThat(connected(changes)).isOne();
	}

	@Test
	void eventsAgreeWithTheCountIfTheEndOfAConnectionIsNotReported() {
		List<SocketEvent> changes = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			changes.addAll(accepted(Kind.ACCEPTED, "tcp://peer:1"));
			changes.addAll(accepted(Kind.HANDSHAKEN, null));
		}
		assertThat(this.binding.count()).isOne();
		assertThat(connected(changes)).isOne();
	}

	private static int connected(List<SocketEvent> changes) {
		return changes.stream().mapToInt((change) -> switch (change.kind()) {
			case HANDSHAKEN -> 1;
			case DISCONNECTED -> change.usable() ? -1 : 0;
			default -> 0;
		}).sum();
	}

	@Test
	void socketThatBindsKeepsTheLastHundredEndedConnections() {
		for (int i = 0; i < 150; i++) {
			accepted(Kind.ACCEPTED, "tcp://peer:" + i);
			accepted(Kind.HANDSHAKEN, null);
			accepted(Kind.DISCONNECTED, "tcp://peer:" + i);
		}
		assertThat(this.binding.snapshot()).hasSize(100)
			.allMatch((connection) -> !connection.connected() && connection.disconnects() == 1)
			.last()
			.returns("tcp://peer:149", Connection::remote);
	}

	@Test
	void socketThatConnectsHasOneConnectionForEachConfiguredAddress() {
		this.connecting.rename("tcp://192.0.2.1:5555", "tcp://camera:5555");
		for (Kind kind : new Kind[] { Kind.CONNECTED, Kind.HANDSHAKEN, Kind.DISCONNECTED, Kind.RETRIED }) {
			SocketEvent event = new SocketEvent(kind, "tcp://192.0.2.1:5555", null, false);
			assertThat(this.connecting.onEvent(event)).extracting(SocketEvent::address)
				.containsExactly("tcp://camera:5555");
		}
		assertThat(this.connecting.snapshot()).singleElement()
			.returns("tcp://camera:5555", Connection::address)
			.returns(false, Connection::connected)
			.returns(1L, Connection::disconnects)
			.returns(1L, Connection::reconnectAttempts);
	}

	@Test
	void lateEventOfAnAddressThatAHostNoLongerHasMakesNoConnection() {
		this.connecting.rename("tcp://192.0.2.1:5555", "tcp://camera:5555");
		connected("tcp://192.0.2.1:5555");
		this.connecting.rename("tcp://192.0.2.2:5555", "tcp://camera:5555");
		this.connecting.onEvent(new SocketEvent(Kind.RETRIED, "tcp://192.0.2.1:5555", null, false));
		connected("tcp://192.0.2.1:5555");
		assertThat(this.connecting.snapshot()).extracting(Connection::address).containsExactly("tcp://camera:5555");
		this.connecting.rename("tcp://192.0.2.1:5555", "tcp://camera:5555");
		this.connecting.onEvent(new SocketEvent(Kind.RETRIED, "tcp://192.0.2.1:5555", null, false));
		assertThat(this.connecting.snapshot()).singleElement().returns(1L, Connection::reconnectAttempts);
	}

	private void connected(String address) {
		this.connecting.onEvent(new SocketEvent(Kind.CONNECTED, address, null, false));
	}

	@Test
	void endReportedBeforeItsConnectionEndsIt() {
		accepted(Kind.DISCONNECTED, "tcp://peer:1");
		assertThat(accepted(Kind.ACCEPTED, "tcp://peer:1")).extracting(SocketEvent::kind)
			.containsExactly(Kind.ACCEPTED, Kind.DISCONNECTED);
		assertThat(this.binding.snapshot()).extracting(Connection::connected).containsExactly(false);
		assertThat(this.binding.completeOverdueHandshakes(System.nanoTime() + Duration.ofSeconds(2).toNanos()))
			.isEmpty();
		accepted(Kind.ACCEPTED, "tcp://peer:1");
		assertThat(this.binding.snapshot()).extracting(Connection::connected).containsExactly(true);
	}

}
