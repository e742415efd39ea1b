package io.zmqspring.sample.dashboard;

import io.zmqspring.sample.Topics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

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

}
