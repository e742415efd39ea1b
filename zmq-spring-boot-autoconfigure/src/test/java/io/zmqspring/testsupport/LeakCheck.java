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

package io.zmqspring.testsupport;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists the resources that a leak would leave open: threads of this library and file
 * descriptors.
 */
public final class LeakCheck {

	private LeakCheck() {
	}

	/**
	 * Return the names of the threads that this library has started and that are alive.
	 * @return the names
	 */
	public static Set<String> zmqThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

	/**
	 * Return the number of threads of this process.
	 * @return the number, including the threads of the engine
	 */
	public static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	/**
	 * Return the number of open file descriptors of this process.
	 * @return the number, 0 where the system has no {@code /proc}
	 */
	public static int openDescriptors() {
		String[] open = new File("/proc/self/fd").list();
		return (open != null) ? open.length : 0;
	}

}
