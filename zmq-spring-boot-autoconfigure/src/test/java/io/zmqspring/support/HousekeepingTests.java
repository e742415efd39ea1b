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

package io.zmqspring.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.testsupport.UnloggableError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The housekeeping thread: single jobs and periodic tasks.
 */
class HousekeepingTests {

	private final Housekeeping housekeeping = new Housekeeping();

	@AfterEach
	void close() {
		this.housekeeping.close();
	}

	@Test
	void jobsRunInOrderAndAFailureDoesNotStopThem() {
		List<Integer> run = new CopyOnWriteArrayList<>();
		this.housekeeping.submit(() -> run.add(1));
		this.housekeeping.submit(() -> {
			throw new IllegalStateException("a job that fails");
		});
		this.housekeeping.submit(() -> run.add(2));
		await().untilAsserted(() -> assertThat(run).containsExactly(1, 2));
	}

	@Test
	void failuresThatCannotBeLoggedStopNeitherJobsNorTasks() {
		AtomicInteger runs = new AtomicInteger();
		this.housekeeping.addTask(() -> {
			runs.incrementAndGet();
			throw new UnloggableError();
		});
		this.housekeeping.submit(() -> {
			throw new UnloggableError();
		});
		AtomicInteger jobs = new AtomicInteger();
		this.housekeeping.submit(jobs::incrementAndGet);
		await().until(() -> runs.get() > 2 && jobs.get() == 1);
	}

	@Test
	void tasksRunUntilTheyAreRemovedAndAFailureDoesNotStopThem() {
		AtomicInteger failing = new AtomicInteger();
		AtomicInteger running = new AtomicInteger();
		Runnable removed = running::incrementAndGet;
		this.housekeeping.addTask(() -> {
			failing.incrementAndGet();
			throw new IllegalStateException("a task that fails");
		});
		this.housekeeping.addTask(removed);
		await().until(() -> failing.get() > 2 && running.get() > 2);
		this.housekeeping.removeTask(removed);
		int runs = failing.get();
		await().until(() -> failing.get() > runs);
		int before = running.get();
		await().until(() -> failing.get() > runs + 2);
		assertThat(running).hasValue(before);
	}

}
