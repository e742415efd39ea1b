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

package io.zmqspring.sample.dashboard;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

import io.zmqspring.dashboard.DashboardExhibit;
import io.zmqspring.sample.Topics;

/**
 * The beans of the dashboard, in the profile {@code dashboard} and without a profile. Its
 * web interface is the {@link CameraController}.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "secure", "dashboard" })
class DashboardConfiguration {

	@Bean
	Dashboard dashboard(Topics topics) {
		return new Dashboard(topics.frame());
	}

	@Bean
	@Order(1)
	DashboardExhibit cameraExhibit(Dashboard dashboard) {
		return DashboardExhibit.picture("Camera", "/camera/frame", dashboard.picture()::time);
	}

}
