package io.zmqspring.sample.dashboard;

import io.zmqspring.sample.Topics;
import io.zmqspring.sample.live.Exhibit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

/**
 * The dashboard's half: in the profile {@code dashboard}, and when no profile is active.
 * Its web side is the {@link CameraController}.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "dashboard" })
class DashboardConfiguration {

	@Bean
	Dashboard dashboard(Topics topics) {
		return new Dashboard(topics.frame());
	}

	@Bean
	@Order(1)
	Exhibit cameraExhibit(Dashboard dashboard) {
		return new Exhibit("Camera", Exhibit.Kind.PICTURE, "camera/frame", dashboard.picture()::at);
	}

}
