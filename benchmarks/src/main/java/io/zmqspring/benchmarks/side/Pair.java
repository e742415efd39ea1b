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

	private final Contestant contestant;

	private final Load load;

	private final End producer;

	private final End consumer;

	private final Contestant.@Nullable Broker broker;

	private long nextId = 1;

	private long count = 20_000;

	Pair(Contestant contestant, Load.Case kind, int size, String address) throws IOException {
		this.contestant = contestant;
		this.broker = (contestant.broker() != null) ? contestant.broker().get() : null;
		this.load = new Load(kind.pattern(), kind.wireFormat(), size,
				(this.broker != null) ? this.broker.address() : address);
		// Start the producer first because it binds
		this.producer = new End(contestant.name() + " producer", contestant.command().apply("producer", this.load));
		this.producer.answer("ready");
		this.consumer = new End(contestant.name() + " consumer", contestant.command().apply("consumer", this.load));
		this.consumer.answer("ready");
		connect();
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
		Duration consuming = this.consumer.processorTime();
		Duration between = brokerTime();
		Transfer transfer = transfer(this.count);
		Run run = new Run(round, this.load.pattern().text(), this.load.wireFormat().text(), this.load.size(), peer(),
				this.count, transfer.received(), transfer.unexpected(), transfer.seconds(),
				since(producing, this.producer.processorTime()), since(consuming, this.consumer.processorTime()),
				since(between, brokerTime()));
		double fitting = this.count * Math.min(MOST_GROWTH, seconds / transfer.seconds());
		this.count = Math.min(MOST, Math.max(fewest(), (long) fitting));
		return run;
	}

	// With fewer messages, an idle second at the start of a peer would dominate its rate
	private long fewest() {
		int size = this.load.size();
		return (size <= SMALL) ? 50_000 : (size <= MEDIUM) ? 20_000 : 5_000;
	}

	/**
	 * Return the processor time that its processes have used until now.
	 */
	Duration processorTime() {
		return this.producer.processorTime().plus(this.consumer.processorTime()).plus(brokerTime());
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
		this.consumer.ask("expect " + what, "expecting");
		String[] sent = this.producer.ask("send " + what, "sent");
		String[] received = this.consumer.ask("report", "received");
		long start = Long.parseLong(sent[0]);
		long end = Math.max(Long.parseLong(received[2]), start + 1);
		return new Transfer(Long.parseLong(received[0]), Long.parseLong(received[1]), (end - start) / 1e9);
	}

	@Override
	public void close() {
		this.producer.close();
		this.consumer.close();
		if (this.broker != null) {
			this.broker.close();
		}
	}

	private record Transfer(long received, long unexpected, double seconds) {

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
	 */
	public record Run(int round, String pattern, String wireFormat, int size, String peer, long sent, long received,
			long unexpected, double seconds, double producerCpuSeconds, double consumerCpuSeconds,
			double brokerCpuSeconds) {

	}

}
