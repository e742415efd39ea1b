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

package io.zmqspring.sample.line;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.Topics;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * The line between the camera and the two subscribers that receive its pictures, without
 * a profile.
 */
@Configuration(proxyBeanMethods = false)
@Profile("default")
class LineConfiguration {

	@Bean
	LossyLine line(ZmqPublisher cameraPublisher, ZmqSubscriber dashboardSubscriber, ZmqSubscriber controllerSubscriber,
			Topics topics) {
		return new LossyLine(cameraPublisher, List.of(dashboardSubscriber, controllerSubscriber), topics.frame());
	}

}
