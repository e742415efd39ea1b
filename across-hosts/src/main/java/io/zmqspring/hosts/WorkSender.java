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

package io.zmqspring.hosts;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;

/**
 * Sends numbered items of work, and checks that each has one result.
 */
@Component
@Profile("controller")
class WorkSender implements ApplicationRunner, Counted {

	private static final String POOL = "orders";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final BitSet results = new BitSet();

	private final ZmqController controller;

	private final Story story;

	private final Reports reports;

	private int items = -1;

	private long again;

	WorkSender(ZmqController controller, Story story, Reports reports) {
		this.controller = controller;
		this.story = story;
		this.reports = reports;
	}

	@Override
	public void run(ApplicationArguments args) {
		if (!this.controller.awaitWorkers(POOL, this.story.workers(), PATIENCE)) {
			throw new IllegalStateException("There were no " + this.story.workers() + " workers within " + PATIENCE);
		}
		this.reports.state("sending");
		Pace pace = new Pace(this.story.itemInterval(), this.story.end());
		int id = 0;
		while (pace.await()) {
			this.controller.send(POOL, new Order(++id));
		}
		this.reports.state("done");
		allSent(id);
	}

	private synchronized void allSent(int number) {
		this.items = number;
		check();
	}

	private void check() {
		if (this.results.cardinality() == this.items) {
			this.reports.state("complete");
		}
	}

	@ZmqResultListener(worker = POOL)
	synchronized void on(Receipt receipt) {
		if (this.results.get(receipt.order())) {
			this.again++;
			return;
		}
		this.results.set(receipt.order());
		check();
	}

	@Override
	public synchronized Map<String, Long> counts() {
		return Map.of("items", (long) this.items, "handled", (long) this.results.cardinality(), "again", this.again);
	}

}
