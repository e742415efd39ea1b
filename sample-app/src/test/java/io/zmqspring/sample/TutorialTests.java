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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Carries out the part of {@code docs/getting-started.md} about the sample: its commands
 * are read from the page and typed into terminals, with other ports.
 */
@Timeout(300)
class TutorialTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private static final String WORK_DONE = "(?s).*thumbnail [1-9]\\d* done.*";

	private static final String RESULTS_OF_BOTH_POOLS = "(?s).*thumbnail [1-9]\\d* results [^|]*"
			+ "\\| histogram [1-9]\\d* results .*";

	private final TutorialPage page = new TutorialPage("getting-started.md", getClass(), 5555, 5556, 6000, 5571, 5572,
			5573, 5574, 8080, 8081);

	@TempDir
	private Path directory;

	@Test
	void cameraWorkersKilledWorkerAndDashboardBehaveAsDescribed() throws Exception {
		try (Terminal camera = open("camera", "0");
				Terminal dashboard = open("dashboard", this.page.port(8080));
				Terminal third = open("third", "0");
				Terminal controller = open("controller", this.page.port(8081));
				Terminal worker = open("worker", "0")) {
			camera.type(listing("camera"));
			dashboard.type(listing("dashboard"));
			controller.type(listing("controller"));
			worker.type(listing("worker"));
			third.type(listing("second-worker"));
			awaitOutput(dashboard,
					"(?s).*camera\\.frame [1-9]\\d* msg [^|]* \\| camera\\.heartbeat [1-9].* \\| host\\.telemetry [1-9].*");
			awaitOutput(controller, RESULTS_OF_BOTH_POOLS);
			awaitOutput(worker, WORK_DONE);
			awaitOutput(third, listing("look"), WORK_DONE);
			await().atMost(TIMEOUT).untilAsserted(() -> {
				third.type(listing("command"));
				assertThat(camera.output()).contains(listing("commanded"));
			});
			third.type(listing("kill"));
			int lines = (int) controller.output().lines().count();
			await().atMost(TIMEOUT)
				.until(() -> controller.output()
					.lines()
					.skip(lines + 1)
					.anyMatch((line) -> line.matches(RESULTS_OF_BOTH_POOLS)));
			awaitOutput(third, listing("up"), "(?s).*\"status\":\"UP\".*");
			camera.interrupt();
			awaitOutput(dashboard, "(?s).*" + Pattern.quote(listing("silent")) + ".*");
			awaitOutput(third, listing("down"), "(?s).*\"status\":\"DOWN\".*");
			camera.type(lastLine(listing("camera")));
			awaitOutput(third, "echo; echo again:; " + listing("up"),
					"(?s).*again:\\s+\\{\"components\".*\"status\":\"UP\".*");
		}
	}

	private Terminal open(String name, String webPort) throws IOException {
		return new Terminal(this.directory, name, Map.of("SERVER_PORT", webPort));
	}

	private static void awaitOutput(Terminal terminal, String regex) {
		await().atMost(TIMEOUT).untilAsserted(() -> assertThat(terminal.output()).matches(regex));
	}

	// Types the command again until its output is as expected
	private static void awaitOutput(Terminal terminal, String command, String regex) {
		await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			terminal.type(command);
			assertThat(terminal.output()).matches(regex);
		});
	}

	private static String lastLine(String commands) {
		return commands.substring(commands.lastIndexOf('\n') + 1);
	}

	private String listing(String name) {
		return this.page.listing(name);
	}

}
