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

package io.zmqspring.replay.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random faults: messages that are dropped, connections that are cut, publishers that are
 * restarted, windows that are too small. Each message is delivered once and in order, or
 * reported as lost; within the window nothing is lost.
 */
class RecoverySimulationTests {

	private static final int SEEDS = 150;

	private static final int STEPS = 1500;

	@ParameterizedTest
	@EnumSource
	void everyMessageIsDeliveredOnceAndInOrderOrReportedAsLost(Kind kind) {
		for (int seed = 0; seed < SEEDS; seed++) {
			try {
				new Simulation(kind, new Random(seed)).run();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("With the seed " + seed + ": " + ex.getMessage(), ex);
			}
		}
	}

	enum Kind {

		LARGE_WINDOW(10_000, false, false, false), SMALL_WINDOW(20, false, false, false),
		DURABLE(10_000, true, true, false), DURABLE_SMALL(30, true, true, false), RESTARTED(10_000, false, true, false),
		KILLED(10_000, false, false, true), BOTH_KILLED(10_000, true, true, true);

		private final int window;

		private final boolean durable;

		private final boolean restarts;

		private final boolean killed;

		Kind(int window, boolean durable, boolean restarts, boolean killed) {
			this.killed = killed;
			this.window = window;
			this.durable = durable;
			this.restarts = restarts;
		}

	}

	private static final class Simulation {

		private final List<SequencedMessage> published = new ArrayList<>();

		private final List<ModelPublisher> publishers;

		private ModelSubscriber subscriber;

		private final RecoverySettings settings;

		private final Random random;

		private final Kind kind;

		private final int topics;

		private double dropRate;

		private boolean cut;

		Simulation(Kind kind, Random random) {
			this.kind = kind;
			this.random = random;
			this.topics = 1 + random.nextInt(8);
			this.publishers = new ArrayList<>(List.of(new ModelPublisher(kind.durable, kind.window, 101)));
			if (random.nextInt(3) == 0) {
				this.publishers.add(new ModelPublisher(kind.durable, kind.window, 201));
			}
			this.settings = new RecoverySettings(false, Duration.ofSeconds(2), random.nextBoolean() ? 3000 : 1 << 20,
					Duration.ofSeconds(1));
			this.subscriber = new ModelSubscriber(this.settings, SeenNumbers.NONE, this.publishers, 1000);
			this.subscriber.credit = 1 + random.nextInt(20);
			this.dropRate = random.nextDouble() * 0.5;
		}

		void run() {
			this.subscriber.connect(true);
			this.subscriber.settle();
			for (int i = 0; i < STEPS; i++) {
				step();
			}
			cut(false);
			this.dropRate = 0;
			this.subscriber.settle();
			this.subscriber.settle();
			check();
		}

		private void step() {
			int source = this.random.nextInt(this.publishers.size());
			int what = this.random.nextInt(1000);
			if (what < 400) {
				SequencedMessage message = this.publishers.get(source).publish("t" + this.random.nextInt(this.topics));
				this.published.add(message);
				if (!this.cut && this.random.nextDouble() >= this.dropRate) {
					this.subscriber.live.add(message);
				}
			}
			else if (what < 750) {
				this.subscriber.receive();
			}
			else if (what < 900) {
				this.subscriber.answer(source);
			}
			else if (what < 980) {
				this.subscriber.pass(Duration.ofMillis(this.random.nextInt(60)));
			}
			else if (what < 990) {
				cut(!this.cut);
			}
			else if (what < 993 && this.kind.restarts) {
				restart(source);
			}
			else if (what == 993 && this.kind.killed) {
				this.subscriber = this.subscriber.killed(this.settings);
				this.subscriber.connect(!this.cut);
			}
		}

		// What is under way is lost as well, from some message on
		private void cut(boolean cut) {
			if (this.cut != cut) {
				this.cut = cut;
				if (cut) {
					truncate();
				}
				this.subscriber.connect(!cut);
				this.subscriber.recovery().onLiveConnection();
			}
		}

		private void truncate() {
			List<SequencedMessage> all = new ArrayList<>(this.subscriber.live);
			this.subscriber.live.clear();
			this.subscriber.live.addAll(all.subList(0, all.isEmpty() ? 0 : this.random.nextInt(all.size() + 1)));
		}

		private void restart(int source) {
			this.subscriber.connect(source, false);
			this.publishers.get(source).restart();
			if (!this.cut) {
				this.subscriber.connect(source, true);
			}
		}

		private void check() {
			List<String> unknown = this.published.stream()
				.map(ModelPublisher::key)
				.filter((key) -> !this.subscriber.isAccounted(key))
				.toList();
			// Only a publisher that was restarted without its messages does not know what
			// it has sent last
			assertThat(unknown).as("Neither delivered nor lost")
				.allMatch((key) -> !this.kind.durable
						&& this.publishers.stream().noneMatch((publisher) -> key.startsWith(publisher.epoch() + ":")));
			assertThat(this.subscriber.lost).as("Lost although it could be replayed")
				.allMatch((key) -> this.publishers.stream().anyMatch((publisher) -> publisher.wasEvicted(key)));
			// A publisher that was restarted twice does not name the epoch in between
			assertThat(this.subscriber.plain).allMatch((message) -> !this.kind.durable
					&& this.publishers.stream().noneMatch((publisher) -> publisher.epoch() == message.epoch()));
			assertThat(this.subscriber.recovery().heldBytes()).isZero();
			assertThat(this.subscriber.recovery().waitingTopics()).isZero();
		}

	}

}
