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

package io.zmqspring.sample.controller;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.dashboard.DashboardExhibit;
import io.zmqspring.sample.Topics;

/**
 * The beans of the controller, in the profile {@code controller} and without a profile.
 * Its web interface is the {@link ResultsController}.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "secure", "controller" })
class ControllerConfiguration {

	@Bean
	ResultCollector resultCollector(ControllerProperties properties) {
		return new ResultCollector(properties);
	}

	@Bean
	PictureDispatcher pictureDispatcher(ZmqController picturesController, ResultCollector results, Topics topics) {
		return new PictureDispatcher(picturesController, results, topics.frame());
	}

	@Bean
	@Order(2)
	DashboardExhibit thumbnailExhibit(ResultCollector results) {
		return DashboardExhibit.picture("Thumbnail", "/thumbnail", results.thumbnail()::time);
	}

	@Bean
	@Order(3)
	DashboardExhibit histogramExhibit(ResultCollector results) {
		return DashboardExhibit.bars("Pixels by brightness", "/histogram/pixels", results.histogram()::time);
	}

}
