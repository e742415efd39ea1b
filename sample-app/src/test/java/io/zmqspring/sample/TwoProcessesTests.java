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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the profiles camera and dashboard as two processes that are connected only by the
 * environment variables of the Rev C container pattern.
 */
class TwoProcessesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void dashboardReceivesFramesAndCameraReceivesCommands(@TempDir Path logs) throws Exception {
		int frames = SampleProcess.freePort();
		int commands = SampleProcess.freePort();
		try (SampleProcess camera = start(logs, "camera", frames, commands, "camera.cmd");
				SampleProcess dashboard = start(logs, "dashboard", commands, frames, "camera.frame,camera.heartbeat")) {
			await().atMost(TIMEOUT)
				.until(() -> !camera.isAlive() || !dashboard.isAlive() || dashboard.output()
					.matches("(?s).*camera\\.frame [1-9]\\d* msg [^|]* \\| camera\\.heartbeat [1-9].*"));
			assertThat(camera.isAlive()).as(camera.output()).isTrue();
			assertThat(dashboard.output()).contains("camera.heartbeat").doesNotContain("host.telemetry");
			await().atMost(TIMEOUT).until(() -> postFps(dashboard.webPort()) == 202);
			await().atMost(TIMEOUT).until(() -> camera.output().contains("The camera now takes 7 pictures"));
		}
	}

	private static SampleProcess start(Path logs, String profile, int publish, int subscribe, String topics)
			throws IOException {
		return new SampleProcess(logs.resolve(profile + ".log"),
				Map.of("SPRING_PROFILES_ACTIVE", profile, "SERVER_PORT", "0", "ZMQ_PUB_ENDPOINT",
						"tcp://127.0.0.1:" + publish, "ZMQ_SUB_ENDPOINT", "tcp://127.0.0.1:" + subscribe,
						"ZMQ_SUB_TOPICS", topics));
	}

	private int postFps(int port) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/camera/fps?value=7"))
			.POST(BodyPublishers.noBody())
			.build();
		return this.client.send(request, BodyHandlers.discarding()).statusCode();
	}

}
