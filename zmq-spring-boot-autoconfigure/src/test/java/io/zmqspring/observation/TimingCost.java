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

package io.zmqspring.observation;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Deadline;

/**
 * Measures the cost of timing handlers: sends messages of 64 bytes from a publisher to a
 * subscriber in the same process, in alternating rounds without and with timing. Not part
 * of the tests; run its {@code main} with the class path of the tests and all
 * optimisations of the JVM.
 */
final class TimingCost {

	private static final int WINDOW = 20_000;

	private static final int WARM_UP_ROUNDS = 3;

	private final Map<Mode, List<Result>> results = new EnumMap<>(Mode.class);

	private final LongAdder handled = new LongAdder();

	private final byte[] payload = new byte[64];

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final ZmqPublisher publisher = new ZmqPublisher("cost", PublisherSettings.of("tcp://127.0.0.1:*"),
			this.context, new NoJsonMessageConverter(), (event) -> {
			});

	private final ZmqSubscriber subscriber;

	private TimingCost() {
		this.publisher.start();
		this.subscriber = new ZmqSubscriber("cost", SubscriberSettings.of(this.publisher.boundAddresses().get(0)),
				this.context, new NoJsonMessageConverter(), new LoggingErrorHandler(), (event) -> {
				});
		this.subscriber.addHandler("cost", (topic, bytes) -> this.handled.increment());
		this.subscriber.start();
		this.publisher.awaitSubscriber("cost", Duration.ofSeconds(30));
	}

	/**
	 * Run the measurement.
	 * @param arguments the number of rounds, and the milliseconds of each measurement
	 */
	public static void main(String[] arguments) {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 20;
		long millis = (arguments.length > 1) ? Long.parseLong(arguments[1]) : 1000;
		new TimingCost().run(rounds, millis);
	}

	private void run(int rounds, long millis) {
		for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
			Map<Mode, Result> ofRound = new EnumMap<>(Mode.class);
			List<Mode> order = new ArrayList<>(List.of(Mode.values()));
			Collections.rotate(order, round);
			for (Mode mode : order) {
				ofRound.put(mode, measure(mode, millis));
			}
			System.out.println(((round < 0) ? "warm-up " : "") + ofRound);
			if (round >= 0) {
				ofRound.forEach((mode, result) -> this.results.computeIfAbsent(mode, (added) -> new ArrayList<>())
					.add(result.comparedTo(ofRound.get(Mode.OFF))));
			}
		}
		this.results.forEach((mode, all) -> System.out.printf(Locale.ROOT,
				"%s: %s messages/s, %s of OFF; processor time per message: receiving thread %s ns, housekeeping %s ns%n",
				mode, median(all, Result::rate, "%,.0f"), median(all, Result::ratio, "%.3f"),
				median(all, Result::receiving, "%.0f"), median(all, Result::housekeeping, "%.0f")));
		System.exit(0);
	}

	private static String median(List<Result> results, ToDoubleFunction<Result> figure, String format) {
		double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
		return String.format(Locale.ROOT, format, sorted[sorted.length / 2]);
	}

	private Result measure(Mode mode, long millis) {
		MeterRegistry registry = mode.registry();
		ZmqMeterBinder binder = new ZmqMeterBinder(() -> Stream.of(this.publisher, this.subscriber), mode != Mode.OFF);
		binder.bindTo(registry);
		publishUntil(Deadline.in(Duration.ofMillis(200)));
		long receiving = processorTime("zmq-subscriber-cost");
		long housekeeping = processorTime("zmq-housekeeping");
		long begun = System.nanoTime();
		long before = this.handled.sum();
		publishUntil(Deadline.in(Duration.ofMillis(millis)));
		double messages = this.handled.sum() - before;
		Result result = new Result(messages * 1e9 / (System.nanoTime() - begun), 1,
				(processorTime("zmq-subscriber-cost") - receiving) / messages,
				(processorTime("zmq-housekeeping") - housekeeping) / messages);
		binder.destroy();
		return result;
	}

	private static long processorTime(String thread) {
		long id = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((candidate) -> candidate.getName().equals(thread))
			.findFirst()
			.orElseThrow()
			.getId();
		return ManagementFactory.getThreadMXBean().getThreadCpuTime(id);
	}

	private void publishUntil(Deadline end) {
		long sent = 0;
		long start = this.handled.sum();
		while (!end.hasPassed()) {
			for (int i = 0; i < 100; i++) {
				this.publisher.publish(this.payload, "cost");
			}
			sent += 100;
			while (sent - (this.handled.sum() - start) > WINDOW && !end.hasPassed()) {
				LockSupport.parkNanos(50_000);
			}
		}
	}

	/**
	 * The result of one measurement.
	 *
	 * @param rate messages per second
	 * @param ratio the rate divided by the rate without timing in the same round
	 * @param receiving processor time of the receiving thread per message, in nanoseconds
	 * @param housekeeping processor time of the housekeeping thread per message, in
	 * nanoseconds
	 */
	private record Result(double rate, double ratio, double receiving, double housekeeping) {

		Result comparedTo(Result off) {
			return new Result(this.rate, this.rate / off.rate, this.receiving, this.housekeeping);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%,.0f/s (%.0f + %.0f ns)", this.rate, this.receiving, this.housekeeping);
		}

	}

	private enum Mode {

		OFF, ON, HISTOGRAM;

		MeterRegistry registry() {
			MeterRegistry registry = new SimpleMeterRegistry();
			if (this == HISTOGRAM) {
				registry.config().meterFilter(new Histograms());
			}
			return registry;
		}

	}

	private static final class Histograms implements MeterFilter {

		@Override
		public @Nullable DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
			return DistributionStatisticConfig.builder()
				.percentilesHistogram(true)
				.percentiles(0.5, 0.99)
				.build()
				.merge(config);
		}

	}

}
