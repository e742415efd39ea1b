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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The thread that keeps the JVM running.
 */
class KeepAliveTests {

	private final KeepAlive keepAlive = new KeepAlive();

	private final Object first = new Object();

	private final Object second = new Object();

	@BeforeEach
	void awaitEndOfThreads() {
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@AfterEach
	void release() {
		this.keepAlive.release(this.first);
		this.keepAlive.release(this.second);
		awaitEndOfThreads();
	}

	@Test
	void oneThreadThatIsNoDaemonRunsUntilTheLastHolderIsReleased() {
		this.keepAlive.hold(this.first);
		this.keepAlive.hold(this.second);
		this.keepAlive.hold(this.second);
		assertThat(threads()).singleElement().matches((thread) -> !thread.isDaemon());
		this.keepAlive.release(this.second);
		assertThat(threads()).singleElement().matches(Thread::isAlive);
		this.keepAlive.release(this.first);
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void holderMayComeAfterTheLastOne() {
		this.keepAlive.hold(this.first);
		this.keepAlive.release(this.first);
		this.keepAlive.hold(this.first);
		await().untilAsserted(() -> assertThat(threads()).hasSize(1));
	}

	@Test
	void interruptDoesNotEndIt() {
		this.keepAlive.hold(this.first);
		Thread thread = threads().get(0);
		thread.interrupt();
		await().until(() -> !thread.isInterrupted());
		assertThat(threads()).containsExactly(thread);
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zmq-keep-alive"))
			.toList();
	}

}
