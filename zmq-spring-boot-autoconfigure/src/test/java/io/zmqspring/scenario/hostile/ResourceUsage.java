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

package io.zmqspring.scenario.hostile;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Measures the resources that the streams cost: heap, processor time of this library's
 * threads, and warnings in the log.
 */
final class ResourceUsage implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger("io.zmqspring");

	private final WarningAppender appender = new WarningAppender();

	private final @Nullable Level level = this.root.getLevel();

	private final Set<Long> earlierThreads = zmqThreads().stream().map(Thread::getId).collect(Collectors.toSet());

	private long heapBefore;

	ResourceUsage() {
		this.root.setLevel(Level.INFO);
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/**
	 * Measure the heap that is used before the test. Takes time, because it collects
	 * garbage.
	 * @return this
	 */
	ResourceUsage withHeap() {
		this.heapBefore = heap();
		return this;
	}

	long heapBefore() {
		return this.heapBefore;
	}

	static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Return the processor time of the new threads.
	 * @return nanoseconds
	 */
	long cpuNanos() {
		return newThreads().stream()
			.mapToLong((thread) -> Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId())))
			.sum();
	}

	/**
	 * Return the threads of this library that were started since this object was created
	 * and that have not ended.
	 * @return the threads
	 */
	List<Thread> newThreads() {
		return zmqThreads().stream().filter((thread) -> !this.earlierThreads.contains(thread.getId())).toList();
	}

	private static List<Thread> zmqThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-"))
			.toList();
	}

	/**
	 * Return the log events with at least the level {@code WARN}.
	 * @return the level and the message of each event
	 */
	List<String> warnings() {
		return this.appender.warnings();
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
		this.root.setLevel(this.level);
	}

	/**
	 * Records warnings and errors.
	 */
	private static final class WarningAppender extends AppenderBase<ILoggingEvent> {

		private final List<String> warnings = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
				this.warnings.add(event.getLevel() + " " + event.getFormattedMessage());
			}
		}

		List<String> warnings() {
			return this.warnings;
		}

	}

}
