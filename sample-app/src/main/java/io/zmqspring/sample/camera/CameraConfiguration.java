package io.zmqspring.sample.camera;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The camera's half: in the profile {@code camera}, and when no profile is active.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "camera" })
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
