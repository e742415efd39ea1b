package io.zmqspring.sample.controller;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.sample.Topics;
import io.zmqspring.sample.live.Exhibit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

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
