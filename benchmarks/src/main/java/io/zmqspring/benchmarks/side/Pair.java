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

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The running producer and consumer of a peer, and its broker.
 */
final class Pair implements AutoCloseable {

	private static final int MOST_PROBES = 60;

	private static final int SMALL = 64;

	private static final int MEDIUM = 1024;

	private static final long MOST = 10_000_000;

	private static final double MOST_GROWTH = 8;

	private static final int WARM_UP_PARTS = 4;

	private static final int FEWEST_ROUND_TRIPS = 2_000;

	private final Contestant contestant;

	private final Load load;

	private final End producer;

	/** The same process as the producer over {@code inproc}. */
	private final End consumer;

	private final Contestant.@Nullable Broker broker;

	private long nextId = 1;

	private long count;

	Pair(Contestant contestant, Load.Case kind, int size, String address) throws IOException {
		this.contestant = contestant;
		this.broker = (contestant.broker() != null) ? contestant.broker().get() : null;
		this.load = new Load(kind.pattern(), kind.wireFormat(), size,
				(this.broker != null) ? this.broker.address() : address);
		// Start the producer first because it binds
		boolean both = contestant.transport() == Transport.INPROC;
		this.producer = start(both ? "both" : "producer");
		this.consumer = both ? this.producer : start("consumer");
		this.count = isRoundTrip() ? FEWEST_ROUND_TRIPS : 20_000;
		connect();
	}

	private End start(String end) throws IOException {
		End started = new End(peer() + " " + end, this.contestant.command().apply(end, this.load));
		started.answer("ready");
		return started;
	}

	private boolean isRoundTrip() {
		return this.load.pattern() == Load.Pattern.ROUND_TRIP;
	}

	String peer() {
		return this.contestant.name();
	}

	private void connect() throws IOException {
		for (int i = 0; i < MOST_PROBES; i++) {
			if (transfer(1).received() == 1) {
				return;
			}
		}
		throw new IOException(peer() + " does not deliver any message");
	}

	/**
	 * Repeat runs to warm up the code.
	 * @param round the number of the round, negative
	 * @param seconds how long to repeat
	 * @return the last run
	 */
	Run warmUp(int round, double seconds) throws IOException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		Run last = run(round, seconds / WARM_UP_PARTS);
		while (System.nanoTime() - end < 0) {
			last = run(round, seconds / WARM_UP_PARTS);
		}
		return last;
	}

	/**
	 * Run once.
	 * @param round the number of the round, negative for a warm-up
	 * @param seconds approximate duration of the next run; its number of messages is
	 * computed from the rate of this run
	 * @return the result of the run
	 */
	Run run(int round, double seconds) throws IOException {
		Duration producing = this.producer.processorTime();
		Duration consuming = consumerTime();
		Duration between = brokerTime();
		Transfer transfer = transfer(this.count);
		Run run = new Run(round, this.load.pattern().text(), this.load.wireFormat().text(), this.load.size(), peer(),
				this.count, transfer.received(), transfer.unexpected(), transfer.seconds(),
				since(producing, this.producer.processorTime()), since(consuming, consumerTime()),
				since(between, brokerTime()), transfer.p50Nanos() / 1000, transfer.p99Nanos() / 1000);
		double fitting = this.count * Math.min(MOST_GROWTH, seconds / transfer.seconds());
		this.count = Math.min(MOST, Math.max(fewest(), (long) fitting));
		return run;
	}

	// With fewer messages, an idle second at the start of a peer would dominate its rate
	private long fewest() {
		if (isRoundTrip()) {
			return FEWEST_ROUND_TRIPS;
		}
		int size = this.load.size();
		return (size <= SMALL) ? 50_000 : (size <= MEDIUM) ? 20_000 : 5_000;
	}

	/**
	 * Return the processor time that its processes have used until now.
	 */
	Duration processorTime() {
		return this.producer.processorTime().plus(consumerTime()).plus(brokerTime());
	}

	private Duration consumerTime() {
		return (this.consumer != this.producer) ? this.consumer.processorTime() : Duration.ZERO;
	}

	private Duration brokerTime() {
		return (this.broker != null) ? End.processorTime(this.broker.process()) : Duration.ZERO;
	}

	private static double since(Duration before, Duration after) {
		return after.minus(before).toMillis() / 1000.0;
	}

	private Transfer transfer(long messages) throws IOException {
		String what = this.nextId + " " + messages;
		this.nextId += messages;
		return isRoundTrip() ? roundTrips(what) : oneWay(what);
	}

	private Transfer roundTrips(String what) throws IOException {
		String[] sent = this.producer.ask("send " + what, "sent");
		return new Transfer(Long.parseLong(sent[2]), 0, seconds(sent[0], sent[1]), Long.parseLong(sent[3]),
				Long.parseLong(sent[4]));
	}

	private Transfer oneWay(String what) throws IOException {
		this.consumer.ask("expect " + what, "expecting");
		String[] sent = this.producer.ask("send " + what, "sent");
		String[] received = this.consumer.ask("report", "received");
		return new Transfer(Long.parseLong(received[0]), Long.parseLong(received[1]), seconds(sent[0], received[2]),
				Double.NaN, Double.NaN);
	}

	private static double seconds(String start, String end) {
		return Math.max(Long.parseLong(end) - Long.parseLong(start), 1) / 1e9;
	}

	@Override
	public void close() {
		this.producer.close();
		if (this.consumer != this.producer) {
			this.consumer.close();
		}
		if (this.broker != null) {
			this.broker.close();
		}
	}

	private record Transfer(long received, long unexpected, double seconds, double p50Nanos, double p99Nanos) {

	}

	/**
	 * A run, as written to the raw results.
	 *
	 * @param round the number of the round, negative for a warm-up
	 * @param pattern how messages were distributed
	 * @param wireFormat the frames of a published message
	 * @param size of a payload in bytes
	 * @param peer that carried them
	 * @param sent number of sent messages
	 * @param received number of messages received once and in order
	 * @param unexpected number of messages received out of order, late or twice
	 * @param seconds from the first send to the last receipt
	 * @param producerCpuSeconds processor time of the producer
	 * @param consumerCpuSeconds processor time of the consumer
	 * @param brokerCpuSeconds processor time of the broker
	 * @param p50Micros the median of the round trips, NaN for other patterns
	 * @param p99Micros the 99th percentile of the round trips, NaN for other patterns
	 */
	public record Run(int round, String pattern, String wireFormat, int size, String peer, long sent, long received,
			long unexpected, double seconds, double producerCpuSeconds, double consumerCpuSeconds,
			double brokerCpuSeconds, double p50Micros, double p99Micros) {

	}

}
