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

package io.zmqspring.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs items of work, and records their outcomes.
 */
abstract class WorkRunnerFixture {

	static final Duration LONG = Duration.ofMinutes(1);

	static final Duration SHORT = Duration.ofMillis(100);

	final LinkedBlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

	final LinkedBlockingQueue<ActiveWork> timedOut = new LinkedBlockingQueue<>();

	final CountDownLatch release = new CountDownLatch(1);

	@Nullable WorkRunner runner;

	@AfterEach
	void close() {
		this.release.countDown();
		if (this.runner != null) {
			this.runner.finish(Deadline.in(Duration.ofSeconds(5)));
		}
	}

	WorkRunner runner(Kind kind, Duration timeout) {
		WorkSlots slots = (kind == Kind.RECEIVING_THREAD) ? new ReceivingThreadSlot() : ThreadSlots.pooled("test", 1);
		return runner(slots, 1, timeout);
	}

	WorkRunner runner(WorkSlots slots, int count, Duration timeout) {
		WorkRunner created = new WorkRunner("test", slots, count, timeout, this.timedOut::add);
		this.runner = created;
		return created;
	}

	void run(WorkRunner running, String text, WorkInvocation handler) throws InterruptedException {
		run(running, text, handler, (result, error) -> {
		});
	}

	void run(WorkRunner running, String text, WorkInvocation handler,
			BiConsumer<@Nullable Object, @Nullable Throwable> also) throws InterruptedException {
		running.run(new ZmqMessage("", text.getBytes(StandardCharsets.UTF_8)), handler, (result, error) -> {
			this.outcomes.add(text + ": " + ((error != null) ? error.getMessage() : result));
			also.accept(result, error);
		});
	}

	void assertNextOutcome(String expected) throws InterruptedException {
		assertThat(this.outcomes.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
	}

	static void assertIdle(WorkRunner running) {
		WorkRoles.await().until(() -> running.activeCount() == 0);
	}

	static Thread start(Interruptible task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.start();
		return thread;
	}

	static void awaitBlocked(Thread thread) {
		WorkRoles.await().until(() -> thread.getState() == Thread.State.WAITING);
	}

	enum Kind {

		POOLED_THREAD, RECEIVING_THREAD

	}

	@FunctionalInterface
	interface Interruptible {

		void run() throws InterruptedException;

	}

}
