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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.Topics;

/**
 * The beans of the camera, in the profile {@code camera} and without a profile.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "secure", "camera" })
class CameraConfiguration {

	@Bean
	Camera camera(ZmqPublisher cameraPublisher, CameraProperties properties, Topics topics) {
		return new Camera(cameraPublisher, topics.frame(), properties);
	}

	@Bean
	TelemetryPublisher telemetryPublisher(ZmqPublisher cameraPublisher, Topics topics) {
		return new TelemetryPublisher(cameraPublisher, topics.telemetry());
	}

}
