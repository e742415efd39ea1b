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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber and one or two publishers with random faults.
 */
final class RecoverySimulation {

	private static final int STEPS = 1500;

	private static final int SMALL_MEMORY = 3000;

	// What the subscriber must account for, and what it may
	private final Set<String> required = new HashSet<>();

	private final Set<String> possible = new HashSet<>();

	// What a subscriber that begins as early as possible gets
	private final Set<String> earlier = new HashSet<>();

	private final List<ModelPublisher> publishers;

	private final RecoverySettings settings;

	private final Random random;

	private final Kind kind;

	private final Faults faults;

	private final int topics;

	private ModelSubscriber subscriber;

	private double dropRate;

	private boolean cut;

	RecoverySimulation(Kind kind, Random random) {
		this.kind = kind;
		this.random = random;
		this.faults = (kind == Kind.UNANSWERED) ? Faults.UNANSWERED
				: (random.nextInt(3) == 0) ? Faults.NONE : Faults.random(random);
		this.topics = 1 + random.nextInt(8);
		this.publishers = new ArrayList<>(List.of(new ModelPublisher(kind.durable, kind.window, 101)));
		if (random.nextInt(3) == 0) {
			this.publishers.add(new ModelPublisher(kind.durable, kind.window, 201));
		}
		this.settings = new RecoverySettings(kind == Kind.EARLIEST, Duration.ofSeconds(2),
				(random.nextBoolean() && kind != Kind.UNANSWERED) ? SMALL_MEMORY : 1 << 20, Duration.ofSeconds(1));
		this.subscriber = new ModelSubscriber(this.settings, this.publishers, new ModelAccount());
		this.subscriber.credit = 1 + random.nextInt(20);
		this.dropRate = random.nextDouble() * 0.5;
	}

	void run() {
		if (this.random.nextBoolean()) {
			before();
		}
		this.subscriber.connect(true);
		this.subscriber.connectLive(true);
		this.subscriber.deaf = this.kind == Kind.UNANSWERED;
		this.subscriber.settle();
		for (int i = 0; i < STEPS; i++) {
			step();
		}
		cut(false);
		this.subscriber.connect(true);
		this.dropRate = 0;
		this.subscriber.account.room = Integer.MAX_VALUE;
		this.subscriber.deaf = this.kind == Kind.UNANSWERED;
		this.subscriber.settle();
		this.subscriber.settle();
		check();
	}

	private void before() {
		for (int i = this.random.nextInt(60); i > 0; i--) {
			int source = this.random.nextInt(this.publishers.size());
			SequencedMessage message = this.publishers.get(source).publish("t" + this.random.nextInt(this.topics));
			if (this.kind == Kind.EARLIEST) {
				this.possible.add(ModelPublisher.key(message));
				this.earlier.add(ModelPublisher.key(message));
			}
			if (this.kind.restarts && this.kind != Kind.UNANSWERED && this.random.nextInt(20) == 0) {
				this.publishers.get(source).restart();
			}
		}
	}

	private void step() {
		int source = this.random.nextInt(this.publishers.size());
		int what = this.random.nextInt(1000);
		if (what < 400) {
			publish(source, "t" + this.random.nextInt(this.topics));
		}
		else if (what < 750) {
			this.subscriber.receive();
		}
		else if (what < 825) {
			if (!this.subscriber.deaf) {
				this.subscriber.link(source).answer();
			}
		}
		else if (what < 900) {
			this.subscriber.hear(source);
		}
		else if (what < 960) {
			this.subscriber.pass(Duration.ofMillis(this.random.nextInt(this.faults.mayTimeOut() ? 200 : 60)));
		}
		else {
			fault(source, what);
		}
	}

	private void publish(int source, String topic) {
		SequencedMessage message = this.publishers.get(source).publish(topic);
		if (this.kind == Kind.EARLIEST || this.subscriber.filters().want(topic)
				|| this.publishers.get(source).hasUnderWay(this.subscriber.live, topic)) {
			this.possible.add(ModelPublisher.key(message));
		}
		if (this.kind == Kind.EARLIEST) {
			this.earlier.add(ModelPublisher.key(message));
		}
		if (this.subscriber.filters().want(topic)) {
			if (this.subscriber.filters().follow(source, topic)) {
				this.required.add(ModelPublisher.key(message));
			}
			if (!this.cut && this.random.nextDouble() >= this.dropRate) {
				this.subscriber.live.add(message);
			}
		}
	}

	private void fault(int source, int what) {
		if (what < 965) {
			cut(!this.cut);
		}
		else if (what < 967 && this.kind.restarts) {
			restart(source);
		}
		else if (what == 967 && this.kind.killed) {
			this.subscriber = this.subscriber.killed(this.settings);
			this.subscriber.connect(!this.cut);
			this.subscriber.connectLive(!this.cut);
		}
		else if (what < 972 && this.faults.lossyReplay()) {
			this.subscriber.link(source).dropRequest();
		}
		else if (what < 975 && this.faults.lossyReplay()) {
			this.subscriber.link(source).dropReply();
		}
		else if (what < 980 && this.faults.lossyReplay()) {
			this.subscriber.link(source).repeatReply();
		}
		else if (what < 984 && this.faults.silent() && this.kind != Kind.UNANSWERED) {
			this.subscriber.deaf = !this.subscriber.deaf;
		}
		else if (what < 987 && this.faults.replayOnly() && !this.cut) {
			this.subscriber.connect(source, !this.subscriber.link(source).isConnected());
		}
		else if (what < 997 && this.faults.disordered()) {
			disorder();
		}
		else if (what > 997 && this.faults.full()) {
			this.subscriber.account.room = (what == 998) ? this.random.nextInt(20) : Integer.MAX_VALUE;
		}
		else if (what == 997 && this.faults.filters() && !this.kind.killed) {
			filter();
		}
	}

	// What is under way is lost as well, from some message on
	private void cut(boolean cut) {
		if (this.cut != cut) {
			this.cut = cut;
			if (cut) {
				List<SequencedMessage> all = new ArrayList<>(this.subscriber.live);
				this.subscriber.live.clear();
				this.subscriber.live.addAll(all.subList(0, all.isEmpty() ? 0 : this.random.nextInt(all.size() + 1)));
			}
			this.subscriber.connect(!cut);
			this.subscriber.connectLive(!cut);
		}
	}

	private void restart(int source) {
		this.subscriber.connect(source, false);
		this.publishers.get(source).restart();
		if (!this.cut) {
			this.subscriber.connect(source, true);
		}
	}

	private void disorder() {
		List<SequencedMessage> all = new ArrayList<>(this.subscriber.live);
		if (!all.isEmpty()) {
			int one = this.random.nextInt(all.size());
			if (this.random.nextInt(3) == 0) {
				all.add(this.random.nextInt(all.size()), all.get(one));
			}
			else {
				Collections.swap(all, one, this.random.nextInt(all.size()));
			}
			this.subscriber.live.clear();
			this.subscriber.live.addAll(all);
		}
	}

	private void filter() {
		List<String> prefixes = new ArrayList<>();
		for (int i = 0; i < this.topics; i++) {
			if (this.random.nextBoolean()) {
				prefixes.add("t" + i);
			}
		}
		this.subscriber.subscribe((this.random.nextInt(3) == 0) ? List.of("t") : prefixes);
		this.required.removeIf((key) -> !this.subscriber.filters().want(key.split(":")[1]));
	}

	private void check() {
		assertThat(this.required).as("Neither delivered nor lost")
			.allMatch((key) -> this.subscriber.isAccounted(key) || isUnknown(key));
		assertThat(this.earlier).as("Available, but neither delivered nor lost")
			.filteredOn((key) -> this.subscriber.filters().want(key.split(":")[1]))
			.allMatch((key) -> this.subscriber.isAccounted(key) || isUnknown(key) || hasBegunLater(key));
		assertThat(this.subscriber.received).as("Received, but neither delivered nor lost")
			.allMatch((key) -> this.subscriber.isAccounted(key) || this.faults.disordered()
					|| this.settings.maxHeldBytes() == SMALL_MEMORY);
		assertThat(this.possible).as("Lost, but never sent while subscribed").containsAll(this.subscriber.lost);
		assertThat(this.possible).as("Delivered, but never sent while subscribed")
			.containsAll(this.subscriber.delivered);
		if (!this.faults.mayTimeOut()) {
			assertThat(this.subscriber.lost).as("Lost although it could be replayed")
				.allMatch((key) -> this.publishers.stream().anyMatch((publisher) -> publisher.wasEvicted(key)));
			// A publisher that was restarted does not name an epoch without messages
			assertThat(this.subscriber.plain).noneMatch((message) -> publisher(message.epoch()).names(message.epoch()));
		}
		assertThat(this.subscriber.recovery().heldBytes()).isZero();
		assertThat(this.subscriber.recovery().waitingTopics()).isZero();
	}

	private ModelPublisher publisher(long epoch) {
		return this.publishers.get((int) (epoch / 100) - 1);
	}

	// A publisher that was restarted knows only the topics of which it still has messages
	private boolean isUnknown(String key) {
		String[] parts = key.split(":");
		long epoch = Long.parseLong(parts[0]);
		return epoch != publisher(epoch).epoch()
				&& (!this.kind.durable || publisher(epoch).hasForgotten(epoch, parts[1]))
				&& Long.parseLong(parts[2]) > this.subscriber.filters().lastNamed(epoch, parts[1]);
	}

	// The publisher did not answer in time, so the topic began with a later message
	private boolean hasBegunLater(String key) {
		return this.faults.mayTimeOut() && this.possible.stream()
			.filter((other) -> other.split(":")[1].equals(key.split(":")[1]) && other.charAt(0) == key.charAt(0))
			.filter(this.subscriber::isAccounted)
			.allMatch((other) -> ModelPublisher.position(other) > ModelPublisher.position(key));
	}

	/**
	 * The publishers and the subscriber of a simulation.
	 */
	enum Kind {

		LARGE_WINDOW(10_000, false, false, false), SMALL_WINDOW(20, false, false, false),
		EARLIEST(10_000, true, true, false), DURABLE(10_000, true, true, false), DURABLE_SMALL(30, true, true, false),
		RESTARTED(10_000, false, true, false), KILLED(10_000, false, false, true),
		BOTH_KILLED(10_000, true, true, true), UNANSWERED(10_000, false, true, false);

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

}
