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

package io.zmqspring.benchmarks.side;

import java.io.Closeable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.benchmarks.latency.Station;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Peers whose two ends are in one process.
 */
@SuppressWarnings("try")
class BothEndsTests {

	private static final int MESSAGES = 200;

	private static final int MOST_PROBES = 20;

	@ParameterizedTest
	@ValueSource(strings = { "starter", "jeromq-loop" })
	void messagesArriveOverInproc(String name) throws Exception {
		Peer peer = Peers.of(name);
		Load load = new Load(Load.Pattern.PUB_SUB, Load.Format.MULTIPART, 64, "inproc://" + name);
		Arrivals arrivals = new Arrivals();
		try (Peer.Sender sender = peer.sender(load); Closeable receiver = peer.receiver(load, arrivals)) {
			int id = 0;
			do {
				assertThat(id).isLessThan(MOST_PROBES);
				arrivals.expect(++id, 1);
				sender.send(id);
			}
			while (arrivals.await().received() == 0);
			arrivals.expect(id + 1, MESSAGES);
			for (int i = 1; i <= MESSAGES; i++) {
				sender.send(id + i);
			}
			assertThat(arrivals.await()).extracting(Arrivals.Report::received, Arrivals.Report::unexpected)
				.containsExactly((long) MESSAGES, 0L);
		}
	}

	@ParameterizedTest
	@CsvSource({ "starter, INPROC", "starter, TCP", "jeromq-loop, INPROC", "jeromq-loop, TCP" })
	void messagesReturn(String name, Transport transport) throws Exception {
		try (Addresses addresses = new Addresses()) {
			Load load = new Load(Load.Pattern.ROUND_TRIP, Load.Format.MULTIPART, 64, addresses.next(transport));
			try (RoundTrips trips = new RoundTrips(load, Peers.stations(name));
					Station echo = RoundTrips.echo(load, trips.beside())) {
				int id = 0;
				do {
					assertThat(id).isLessThan(MOST_PROBES);
				}
				while (trips.run(++id, 1).returned() == 0);
				RoundTrips.Report report = trips.run(id + 1, MESSAGES);
				assertThat(report.returned()).isEqualTo(MESSAGES);
				assertThat(report.p50()).isPositive().isLessThanOrEqualTo(report.p99());
				assertThat(report.p99()).isLessThanOrEqualTo(report.end() - report.start());
			}
		}
	}

}
