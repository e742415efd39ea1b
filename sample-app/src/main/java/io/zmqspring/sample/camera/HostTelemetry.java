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
