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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Carries out the part of {@code docs/proxies.md} about the sample.
 */
@Timeout(300)
class ProxyTutorialTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	private final TutorialPage page = new TutorialPage("proxies.md", getClass(), 5557, 5558, 6000, 8080, 8082);

	@TempDir
	private Path directory;

	@Test
	void picturesPassThroughTheProxyWhichCanBeLookedAt() throws Exception {
		Map<String, String> unused = Map.of("SERVER_PORT", "0");
		try (Terminal proxy = new Terminal(this.directory, "proxy", unused);
				Terminal camera = new Terminal(this.directory, "camera", unused);
				Terminal dashboard = new Terminal(this.directory, "dashboard", unused);
				Terminal fourth = new Terminal(this.directory, "fourth", unused)) {
			proxy.type(this.page.listing("proxy"));
			camera.type(this.page.listing("camera"));
			dashboard.type(this.page.listing("dashboard"));
			await().atMost(TIMEOUT)
				.untilAsserted(() -> assertThat(dashboard.output()).matches("(?s).*camera\\.frame [1-9]\\d* msg.*"));
			await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
				fourth.type(this.page.listing("look"));
				assertThat(fourth.output()).containsPattern("\"statistics\":\\{\"sent\":[1-9]")
					.contains("\"proxy.pictures\":{");
			});
		}
	}

}
