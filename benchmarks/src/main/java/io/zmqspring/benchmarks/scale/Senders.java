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

package io.zmqspring.benchmarks.scale;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The threads that publish in a run until its time has elapsed.
 */
final class Senders {

	private static final int BETWEEN_CLOCKS = 16;

	private final LongAdder sent = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final Stage stage;

	private final Layout layout;

	private final byte[] payload;

	private final long deadline;

	Senders(Stage stage, Layout layout, byte[] payload, long deadline) {
		this.stage = stage;
		this.layout = layout;
		this.payload = payload;
		this.deadline = deadline;
	}

	void run() {
		List<Thread> threads = IntStream.range(0, this.layout.threads())
			.mapToObj((number) -> new Thread(this::publish, "sender-" + number))
			.toList();
		threads.forEach(Thread::start);
		threads.forEach(Senders::join);
	}

	private void publish() {
		int topics = this.layout.topics().size();
		int topic = 0;
		long accepted = 0;
		do {
			for (int i = 0; i < BETWEEN_CLOCKS; i++) {
				if (this.stage.publish(topic, this.payload)) {
					accepted++;
				}
				else {
					this.refused.increment();
				}
				topic = (topic + 1 < topics) ? topic + 1 : 0;
			}
		}
		while (System.nanoTime() - this.deadline < 0);
		this.sent.add(accepted);
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted while " + thread.getName() + " publishes", ex);
		}
	}

	long sent() {
		return this.sent.sum();
	}

	/**
	 * Return the number of messages that were not sent because a queue stayed full.
	 * @return the number
	 */
	long refused() {
		return this.refused.sum();
	}

}
