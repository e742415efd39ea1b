package io.zmqspring.scenario.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of bare JeroMQ, which the streams of {@link HostileStreamsTests} kill.
 */
@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly")
class BareEngineTests {

	@Test
	void bareJeroMqDoesNotSurviveTheStreams() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx1g", "-cp", System.getProperty("java.class.path"), BareEngine.class.getName(),
				String.valueOf(Long.getLong("zmq.tests.seed", 1)), "100")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> results = output.lines().filter((line) -> line.startsWith("bare JeroMQ")).toList();
			results.forEach(System.out::println);
			assertThat(results).hasSize(8).noneMatch((line) -> line.contains("survives all"));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
