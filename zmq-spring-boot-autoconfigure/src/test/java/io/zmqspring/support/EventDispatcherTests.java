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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.testsupport.UnloggableError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/**
 * Dispatching events to the application.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventDispatcherTests {

	private final EventDispatcher dispatcher = new EventDispatcher();

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void eventsAreDispatchedInOrderAlsoAfterAListenerHasThrown() {
		List<Integer> dispatched = new CopyOnWriteArrayList<>();
		this.dispatcher.dispatch(() -> dispatched.add(1));
		this.dispatcher.dispatch(() -> {
			throw new IllegalStateException("a listener that fails");
		});
		this.dispatcher.dispatch(() -> dispatched.add(2));
		await().untilAsserted(() -> assertThat(dispatched).containsExactly(1, 2));
	}

	@Test
	void eventsAreDispatchedAfterAFailureThatCannotBeLogged() {
		AtomicInteger dispatched = new AtomicInteger();
		this.dispatcher.dispatch(() -> {
			throw new UnloggableError();
		});
		this.dispatcher.dispatch(dispatched::incrementAndGet);
		await().untilAtomic(dispatched, equalTo(1));
	}

	@Test
	void eventsBeyondTenThousandAreDiscardedWithAWarning(CapturedOutput output) {
		Semaphore slow = new Semaphore(0);
		AtomicInteger dispatched = new AtomicInteger();
		this.dispatcher.dispatch(slow::acquireUninterruptibly);
		await().until(slow::hasQueuedThreads);
		for (int i = 0; i < 10_001; i++) {
			this.dispatcher.dispatch(dispatched::incrementAndGet);
		}
		slow.release();
		await().until(() -> dispatched.get() == 10_000);
		assertThat(output).containsOnlyOnce("A ZeroMQ event is discarded because 10000 wait already");
	}

}
