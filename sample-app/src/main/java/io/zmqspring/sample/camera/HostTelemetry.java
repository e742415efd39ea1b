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

package io.zmqspring.sample.camera;

import java.lang.management.ManagementFactory;
import java.time.Instant;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * How the machine is doing, as its operating system says.
 *
 * @param process process id and host name
 * @param timestamp when it was read
 * @param processors processors this process may use
 * @param loadAverage runnable tasks, averaged over a minute; absent where unknown
 * @param cpuLoad how busy the processors are, 0 to 1; absent where unknown
 * @param memoryTotal bytes of memory
 * @param memoryFree bytes of it that nobody uses
 * @param heapUsed bytes of heap this process uses
 * @param uptimeMillis how long this process has been running
 */
public record HostTelemetry(String process, Instant timestamp, int processors, @Nullable Double loadAverage,
		@Nullable Double cpuLoad, long memoryTotal, long memoryFree, long heapUsed, long uptimeMillis) {

	/**
	 * Read it now.
	 * @return the values
	 */
	public static HostTelemetry read() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		Runtime runtime = Runtime.getRuntime();
		return new HostTelemetry(ManagementFactory.getRuntimeMXBean().getName(), Instant.now(),
				runtime.availableProcessors(), known(system.getSystemLoadAverage()), known(system.getCpuLoad()),
				system.getTotalMemorySize(), system.getFreeMemorySize(), runtime.totalMemory() - runtime.freeMemory(),
				ManagementFactory.getRuntimeMXBean().getUptime());
	}

	private static @Nullable Double known(double value) {
		return (value >= 0) ? value : null;
	}

}
