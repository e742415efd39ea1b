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

package io.zmqspring.test.leak;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.zmqspring.support.Deadline;

/**
 * Compares the engine threads of ZeroMQ contexts before and after a test class.
 */
final class ZmqThreadLeakExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private static final Pattern ENGINE = Pattern.compile("(zmq-)?(reaper|iothread)-.*");

	// The engine ends on its own threads
	private static final Duration LONGEST_END = Duration.ofSeconds(5);

	private static final long POLL_NANOS = 5_000_000;

	private @Nullable Set<Thread> before;

	private boolean begun;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.before = engineThreads();
	}

	// The application context of the class has been started now, which is not a leak
	@Override
	public void beforeEach(ExtensionContext context) {
		if (!this.begun) {
			this.begun = true;
			this.before = engineThreads();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		Deadline deadline = Deadline.in(LONGEST_END);
		Set<Thread> leaked = leaked();
		while (!leaked.isEmpty() && !deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(POLL_NANOS);
			leaked = leaked();
		}
		if (!leaked.isEmpty()) {
			throw new AssertionError(context.getRequiredTestClass().getSimpleName() + " leaks ZeroMQ threads: "
					+ leaked.stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new))
					+ ". Close what it has opened: a ZContext or ZmqContext, or an application context");
		}
	}

	private Set<Thread> leaked() {
		Set<Thread> threads = engineThreads();
		if (this.before != null) {
			threads.removeAll(this.before);
		}
		return threads;
	}

	private static Set<Thread> engineThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> ENGINE.matcher(thread.getName()).matches())
			.collect(Collectors.toSet());
	}

}
