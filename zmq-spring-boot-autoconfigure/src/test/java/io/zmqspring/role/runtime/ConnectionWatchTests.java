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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

	private static final AbsentPeer PEER = new AbsentPeer(ADDRESS, true, null, null);

	private static final String WARNING = "Subscriber 'events' has not been connected for a while: not connected to "
			+ ADDRESS + " since 20";

	private final ConnectionWatch watch = new ConnectionWatch("Subscriber 'events'", List::of);

	private long now;

	@Test
	void absentPeerIsReportedOnceAndSoIsItsReturn(CapturedOutput output) {
		observeForTenSeconds(PEER);
		observeForTenSeconds(PEER);
		assertThat(output).containsOnlyOnce(WARNING);
		assertThat(this.watch.notConnected()).singleElement()
			.asString()
			.startsWith("not connected to " + ADDRESS + " since 20");
		observeForTenSeconds();
		observeForTenSeconds();
		assertThat(output).containsOnlyOnce("Subscriber 'events' is now connected: " + ADDRESS);
		assertThat(this.watch.notConnected()).isEmpty();
	}

	@Test
	void peerThatIsLostAgainIsReportedAgain(CapturedOutput output) {
		observeForTenSeconds(PEER);
		observeForTenSeconds();
		observeForTenSeconds(PEER);
		assertThat(output.getAll().split(WARNING, -1)).hasSize(3);
	}

	@Test
	void absenceOfLessThanTenSecondsIsNotReported(CapturedOutput output) {
		this.watch.observe(List.of(PEER), 0);
		this.watch.observe(List.of(PEER), Duration.ofMillis(9_999).toNanos());
		assertThat(this.watch.notConnected()).isEmpty();
		this.watch.observe(List.of(), Duration.ofSeconds(10).toNanos());
		assertThat(output).doesNotContain("connected");
	}

	@Test
	void absenceIsAFaultOnlyIfAConnectionIsExpected() {
		observeForTenSeconds(PEER);
		assertThat(this.watch.faults()).isEmpty();
		AbsentPeer expected = new AbsentPeer("tcp://camera:5555", true, Duration.ofNanos(1), null);
		observeForTenSeconds(PEER, expected);
		assertThat(this.watch.faults()).singleElement()
			.asString()
			.contains("not connected to tcp://camera:5555 since", "socket.expect-connection-within is");
	}

	@ParameterizedTest
	@CsvSource({ "tcp://camera:5555, true", "ipc:///run/camera.sock, false", "inproc://camera, false" })
	void firewallIsNamedOnlyForTcp(String address, boolean named, CapturedOutput output) {
		observeForTenSeconds(new AbsentPeer(address, true, null, null));
		assertThat(output).contains("check the address").contains("that the other side runs and binds it");
		assertThat(output.toString().contains("firewall")).isEqualTo(named);
	}

	@Test
	void manyAddressesAreReportedInOneLine(CapturedOutput output) {
		List<AbsentPeer> many = IntStream.range(0, 100)
			.mapToObj((i) -> new AbsentPeer("tcp://camera:" + i, true, null, null))
			.toList();
		observeForTenSeconds(many.toArray(AbsentPeer[]::new));
		assertThat(output).containsOnlyOnce("WARN").contains("and 90 more").doesNotContain("tcp://camera:99");
		observeForTenSeconds();
		assertThat(output).containsOnlyOnce("is now connected");
	}

	private void observeForTenSeconds(AbsentPeer... absent) {
		this.watch.observe(List.of(absent), this.now);
		this.now += Duration.ofSeconds(10).toNanos();
		this.watch.observe(List.of(absent), this.now);
	}

}
