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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.socket.connection.AbsentPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is reported about addresses at which no peer is connected.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionWatchTests {

	private static final String ADDRESS = "tcp://localhost:5555";

	private static final AbsentPeer PEER = new AbsentPeer(ADDRESS, true, null);

	private static final String WARNING = "Subscriber 'events' has not been connected for a while: not connected to "
			+ ADDRESS + " since 20";

	private final ConnectionWatch watch = new ConnectionWatch("Subscriber 'events'", Duration.ZERO);

	@Test
	void absentPeerIsReportedOnceAndSoIsItsReturn(CapturedOutput output) {
		this.watch.observe(List.of(PEER));
		this.watch.observe(List.of(PEER));
		assertThat(output).containsOnlyOnce(WARNING);
		assertThat(this.watch.notConnected()).singleElement()
			.asString()
			.startsWith("not connected to " + ADDRESS + " since 20");
		this.watch.observe(List.of());
		this.watch.observe(List.of());
		assertThat(output).containsOnlyOnce("Subscriber 'events' is now connected: " + ADDRESS);
		assertThat(this.watch.notConnected()).isEmpty();
	}

	@Test
	void peerThatIsLostAgainIsReportedAgain(CapturedOutput output) {
		this.watch.observe(List.of(PEER));
		this.watch.observe(List.of());
		this.watch.observe(List.of(PEER));
		assertThat(output.getAll().split(WARNING, -1)).hasSize(3);
	}

	@Test
	void shortAbsenceIsNotReported(CapturedOutput output) {
		ConnectionWatch patient = new ConnectionWatch("Subscriber 'events'", ConnectionWatch.PATIENCE);
		patient.observe(List.of(PEER));
		patient.observe(List.of(PEER));
		assertThat(patient.notConnected()).isEmpty();
		patient.observe(List.of());
		assertThat(output).doesNotContain("connected");
	}

	@Test
	void absenceIsAFaultOnlyIfAConnectionIsExpected() {
		this.watch.observe(List.of(PEER));
		assertThat(this.watch.faults()).isEmpty();
		AbsentPeer expected = new AbsentPeer("tcp://camera:5555", true, Duration.ofNanos(1));
		this.watch.observe(List.of(PEER, expected));
		assertThat(this.watch.faults()).singleElement()
			.asString()
			.contains("not connected to tcp://camera:5555 since", "socket.expect-connection-within is");
	}

	@Test
	void socketsThatAreOpenedAgainHaveTheWholeTimeAgain() {
		this.watch.observe(List.of(PEER));
		this.watch.reset();
		assertThat(this.watch.notConnected()).isEmpty();
	}

	@Test
	void manyAddressesAreReportedInOneLine(CapturedOutput output) {
		List<AbsentPeer> many = IntStream.range(0, 100)
			.mapToObj((i) -> new AbsentPeer("tcp://camera:" + i, true, null))
			.toList();
		this.watch.observe(many);
		assertThat(output).containsOnlyOnce("WARN").contains("and 90 more").doesNotContain("tcp://camera:99");
		this.watch.observe(List.of());
		assertThat(output).containsOnlyOnce("is now connected");
	}

}
