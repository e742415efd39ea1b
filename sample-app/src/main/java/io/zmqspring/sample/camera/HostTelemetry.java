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
 * Load and memory of the host, as its operating system reports them.
 *
 * @param process process id and host name
 * @param timestamp when the values were read
 * @param processors number of processors available to this process
 * @param loadAverage runnable tasks, averaged over a minute; absent if unknown
 * @param cpuLoad load of the processors, 0 to 1; absent if unknown
 * @param memoryTotal total memory in bytes
 * @param memoryFree free memory in bytes
 * @param heapUsed heap used by this process in bytes
 * @param uptimeMillis milliseconds since this process was started
 */
public record HostTelemetry(String process, Instant timestamp, int processors, @Nullable Double loadAverage,
		@Nullable Double cpuLoad, long memoryTotal, long memoryFree, long heapUsed, long uptimeMillis) {

	/**
	 * Read the current values.
	 * @return the values
	 */
	public static HostTelemetry read() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		Runtime runtime = Runtime.getRuntime();
		return new HostTelemetry(ManagementFactory.getRuntimeMXBean().getName(), Instant.now(),
				runtime.availableProcessors(), nullIfUnknown(system.getSystemLoadAverage()),
				nullIfUnknown(system.getCpuLoad()), system.getTotalMemorySize(), system.getFreeMemorySize(),
				runtime.totalMemory() - runtime.freeMemory(), ManagementFactory.getRuntimeMXBean().getUptime());
	}

	private static @Nullable Double nullIfUnknown(double value) {
		return (value >= 0) ? value : null;
	}

}
