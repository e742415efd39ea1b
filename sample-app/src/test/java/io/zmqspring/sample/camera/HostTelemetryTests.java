package io.zmqspring.sample.camera;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the operating system tells.
 */
class HostTelemetryTests {

	@Test
	void valuesAreThoseOfThisMachine() {
		HostTelemetry telemetry = HostTelemetry.read();
		assertThat(telemetry.process()).startsWith(ProcessHandle.current().pid() + "@");
		assertThat(telemetry.processors()).isPositive();
		assertThat(telemetry.memoryFree()).isBetween(0L, telemetry.memoryTotal());
		assertThat(telemetry.heapUsed()).isPositive();
	}

}
