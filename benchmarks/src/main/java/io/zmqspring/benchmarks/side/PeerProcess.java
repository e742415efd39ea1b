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
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The main class of a producer or consumer process. It reads commands from standard
 * input, one per line, and answers each with a line that starts with {@code >}. Peers in
 * other languages use the same protocol:
 * <ul>
 * <li>{@code send <first id> <count>} answers {@code > sent <start nanos> <end
 * nanos>},</li>
 * <li>{@code expect <first id> <count>} answers {@code > expecting},</li>
 * <li>{@code report} answers {@code > received <count> <unexpected> <last nanos>} as soon
 * as all messages have arrived or no message has arrived for two seconds,</li>
 * <li>{@code quit} ends the process.</li>
 * </ul>
 * Times are taken from the machine's monotonic clock, which all processes share.
 */
public final class PeerProcess {

	private PeerProcess() {
	}

	/**
	 * Run the producer or the consumer.
	 * @param arguments {@code producer} or {@code consumer}, then the peer, pattern, wire
	 * format, size and address
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
		Peer peer = Peers.of(rest[0]);
		Load load = Load.parse(rest);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		if (arguments[0].equals("producer")) {
			produce(peer, load, commands);
		}
		else {
			consume(peer, load, commands);
		}
		System.exit(0);
	}

	private static void produce(Peer peer, Load load, BufferedReader commands) throws Exception {
		try (Peer.Sender sender = peer.sender(load)) {
			answer("ready");
			for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
				String[] words = line.split(" ");
				long first = Long.parseLong(words[1]);
				long start = System.nanoTime();
				sendAll(sender, first, first + Long.parseLong(words[2]));
				answer("sent " + start + " " + System.nanoTime());
			}
		}
	}

	private static void sendAll(Peer.Sender sender, long first, long end) throws Exception {
		for (long id = first; id < end; id++) {
			sender.send(id);
		}
		sender.flush();
	}

	private static void consume(Peer peer, Load load, BufferedReader commands) throws Exception {
		Arrivals arrivals = new Arrivals();
		Closeable receiver = peer.receiver(load, arrivals);
		try {
			answer("ready");
			for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
				String[] words = line.split(" ");
				if (words[0].equals("expect")) {
					arrivals.expect(Long.parseLong(words[1]), Long.parseLong(words[2]));
					answer("expecting");
				}
				else {
					Arrivals.Report report = arrivals.await();
					answer("received " + report.received() + " " + report.unexpected() + " " + report.lastNanos());
				}
			}
		}
		finally {
			receiver.close();
		}
	}

	private static void answer(String line) {
		System.out.println("> " + line);
	}

}
