package io.zmqspring.sample.controller;

import io.zmqspring.role.ZmqController;
import io.zmqspring.sample.Topics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

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

}
