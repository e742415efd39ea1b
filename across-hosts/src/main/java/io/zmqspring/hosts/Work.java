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

import java.util.BitSet;
import java.util.Map;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.zmqspring.listener.ZmqWorkHandler;

/**
 * Does items of work, and counts those that this host does again.
 */
@Component
@Profile("worker")
class Work implements ApplicationRunner, Counted {

	private final BitSet done = new BitSet();

	private final Story story;

	private final Reports reports;

	private long again;

	Work(Story story, Reports reports) {
		this.story = story;
		this.reports = reports;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.reports.state("ready");
	}

	@ZmqWorkHandler("orders")
	Receipt on(Order order) throws InterruptedException {
		Thread.sleep(this.story.workTime().toMillis());
		count(order.id());
		return new Receipt(order.id(), this.story.host());
	}

	private synchronized void count(int id) {
		if (this.done.get(id)) {
			this.again++;
		}
		this.done.set(id);
	}

	@Override
	public synchronized Map<String, Long> counts() {
		return Map.of("handled", (long) this.done.cardinality(), "again", this.again);
	}

}
