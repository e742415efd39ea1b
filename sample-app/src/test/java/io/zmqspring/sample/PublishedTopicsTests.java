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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.settings.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The settings of profiles with the environment variable {@code ZMQ_PUB_TOPICS}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PublishedTopicsTests {

	private static final String WARNING = "also publishes to";

	@Test
	void topicsOfTheContainerPatternAreAcceptedAndTheOtherOneIsNamed(CapturedOutput output) {
		run("camera", "camera.frame,camera.heartbeat");
		assertThat(output)
			.contains("This profile also publishes to [host.telemetry], which ZMQ_PUB_TOPICS does not list");
	}

	@Test
	void completeListCausesNoWarning(CapturedOutput output) {
		run("camera", "camera.frame, camera.heartbeat, host.telemetry");
		run("dashboard", "camera.cmd");
		run("dashboard", "");
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@CsvSource({ "camera, camera.frames", "dashboard, camera.frame" })
	void topicThatTheProfileDoesNotPublishFailsTheStart(String profile, String topic, CapturedOutput output) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> run(profile, topic));
		assertThat(output).contains("The setting 'ZMQ_PUB_TOPICS' with the value '" + topic + "'")
			.contains("has the topic '" + topic + "', but this profile publishes to [")
			.contains("Correct or remove the topic");
	}

	// Without beans and a web server: the variable is checked before they exist
	private static void run(String profile, String topics) {
		new SpringApplicationBuilder(NoBeans.class).web(WebApplicationType.NONE)
			.run("--spring.profiles.active=" + profile, "--ZMQ_PUB_ENDPOINT=inproc://pub",
					"--ZMQ_SUB_ENDPOINT=inproc://sub", "--ZMQ_SUB_TOPICS=a.b", "--ZMQ_PUB_TOPICS=" + topics)
			.close();
	}

	static class NoBeans {

	}

}
