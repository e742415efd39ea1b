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

package io.zmqspring.settings;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings as text.
 */
class SettingsAsTextTests {

	@Test
	void keysAndValuesAreThoseOfConfigurationFiles() {
		assertThat(PublisherSettings.of("tcp://*:5555").toString())
			.startsWith("PublisherSettings[address=[tcp://*:5555]")
			.contains("bind=true", "wire-format=multipart", "overflow=drop", "high-water-mark=1000", "linger=1s",
					"heartbeat=HeartbeatSettings[enabled=false, interval=5s", "max-message-size=64MB")
			.doesNotContain("null");
	}

	@Test
	void nestedSettingsAndMapsAreShown() {
		ControllerSettings settings = new Binder(new MapConfigurationPropertySource(
				Map.of("c.workers.a.push.address", "inproc://work", "c.workers.a.pull.address", "inproc://results")))
			.bind("c", ControllerSettings.class)
			.get();
		assertThat(settings.toString()).contains("workers={a=PoolSettings[push=PipeSettings[address=[inproc://work]",
				"worker-timeout=60s");
	}

	@Test
	void secretsAreHidden() {
		assertThat(SettingText.of(new Secrets("s3cret", Duration.ofMillis(1500))))
			.isEqualTo("Secrets[secret-key=******, time=1500ms]");
	}

	record Secrets(String secretKey, Duration time) {

	}

}
