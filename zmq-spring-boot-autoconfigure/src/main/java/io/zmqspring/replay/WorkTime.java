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

package io.zmqspring.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The time that a thread works: its time on a processor. A thread that waits for a
 * processor, because the machine is busy, does not work. Where a virtual machine cannot
 * tell this time, it is the time that passes. To read it costs a few microseconds.
 */
final class WorkTime {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final boolean MEASURED = THREADS.isCurrentThreadCpuTimeSupported()
			&& THREADS.isThreadCpuTimeEnabled();

	private WorkTime() {
	}

	/**
	 * The time that the current thread has worked.
	 * @return nanoseconds, to be compared with another value of the same thread
	 */
	static long now() {
		return MEASURED ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
	}

}
