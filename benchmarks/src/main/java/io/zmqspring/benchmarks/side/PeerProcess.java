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

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.zmqspring.benchmarks.latency.Station;

/**
 * The main class of a producer or consumer process, or of one that is both. It reads
 * commands from standard input, one per line, and answers each with a line that starts
 * with {@code >}. Peers in other languages use the same protocol:
 * <ul>
 * <li>{@code send <first id> <count>} answers {@code > sent <start nanos> <end
 * nanos>}; in round trips {@code > sent <start nanos> <end nanos> <number of messages
 * that have returned> <median nanos> <99th percentile nanos>},</li>
 * <li>{@code expect <first id> <count>} answers {@code > expecting},</li>
 * <li>{@code report} answers {@code > received <count> <unexpected> <last nanos>} as soon
 * as all messages have arrived or no message has arrived for two seconds,</li>
 * <li>{@code quit} ends the process.</li>
 * </ul>
 * Times are taken from the machine's monotonic clock, which all processes share.
 */
public final class PeerProcess {

	private final Arrivals arrivals = new Arrivals();

	private Peer.@Nullable Sender sender;

	private @Nullable RoundTrips roundTrips;

	private PeerProcess() {
	}

	/**
	 * Run the producer or the consumer.
	 * @param arguments {@code producer}, {@code consumer} or {@code both}, then the peer,
	 * pattern, wire format, size and address
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
		Load load = Load.parse(rest);
		boolean produces = !arguments[0].equals("consumer");
		boolean consumes = !arguments[0].equals("producer");
		if (load.pattern() == Load.Pattern.ROUND_TRIP) {
			new PeerProcess().runRoundTrips(rest[0], load, produces, consumes);
		}
		else {
			new PeerProcess().run(Peers.of(rest[0]), load, produces, consumes);
		}
		System.exit(0);
	}

	@SuppressWarnings("try")
	private void run(Peer peer, Load load, boolean produces, boolean consumes) throws Exception {
		try (Peer.Sender opened = produces ? peer.sender(load) : null;
				Closeable receiver = consumes ? peer.receiver(load, this.arrivals) : null) {
			this.sender = opened;
			answerCommands();
		}
	}

	@SuppressWarnings("try")
	private void runRoundTrips(String peer, Load load, boolean produces, boolean consumes) throws Exception {
		Station.Opener opener = Peers.stations(peer);
		try (RoundTrips opened = produces ? new RoundTrips(load, opener) : null;
				Station echo = consumes ? RoundTrips.echo(load, (opened != null) ? opened.beside() : opener) : null) {
			this.roundTrips = opened;
			answerCommands();
		}
	}

	private void answerCommands() throws Exception {
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		answer("ready");
		for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
			String[] words = line.split(" ");
			switch (words[0]) {
				case "send" -> answer("sent " + send(Long.parseLong(words[1]), Long.parseLong(words[2])));
				case "expect" -> {
					this.arrivals.expect(Long.parseLong(words[1]), Long.parseLong(words[2]));
					answer("expecting");
				}
				case "report" -> {
					Arrivals.Report report = this.arrivals.await();
					answer("received " + report.received() + " " + report.unexpected() + " " + report.lastNanos());
				}
				default -> throw new IOException("Unknown command: " + line);
			}
		}
	}

	private String send(long first, long count) throws Exception {
		if (this.roundTrips != null) {
			RoundTrips.Report report = this.roundTrips.run(first, count);
			return report.start() + " " + report.end() + " " + report.returned() + " " + report.p50() + " "
					+ report.p99();
		}
		Peer.Sender opened = Objects.requireNonNull(this.sender, "This process does not send");
		long start = System.nanoTime();
		for (long id = first; id < first + count; id++) {
			opened.send(id);
		}
		opened.flush();
		return start + " " + System.nanoTime();
	}

	private static void answer(String line) {
		System.out.println("> " + line);
	}

}
