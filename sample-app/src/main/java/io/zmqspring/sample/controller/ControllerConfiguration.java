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
import io.zmqspring.sample.Topics;
import io.zmqspring.sample.live.Exhibit;

/**
 * The controller's half: in the profile {@code controller}, and when no profile is
 * active. Its web side is the {@link ResultsController}.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "controller" })
class ControllerConfiguration {

	@Bean
	ResultBoard resultBoard(ControllerProperties properties) {
		return new ResultBoard(properties);
	}

	@Bean
	PictureDispatcher pictureDispatcher(ZmqController picturesController, ResultBoard board, Topics topics) {
		return new PictureDispatcher(picturesController, board, topics.frame());
	}

	@Bean
	@Order(2)
	Exhibit thumbnailExhibit(ResultBoard board) {
		return new Exhibit("Thumbnail", Exhibit.Kind.PICTURE, "thumbnail", board.thumbnail()::at);
	}

	@Bean
	@Order(3)
	Exhibit histogramExhibit(ResultBoard board) {
		return new Exhibit("Brightness", Exhibit.Kind.HISTOGRAM, "histogram", board.histogram()::at);
	}

}
