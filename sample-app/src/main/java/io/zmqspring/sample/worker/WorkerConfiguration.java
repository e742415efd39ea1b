package io.zmqspring.sample.worker;

import java.util.Map;

import io.zmqspring.worker.ZmqWorker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The workers' half: in the profile {@code worker}, and when no profile is active. A
 * process of workers alone says what it does; elsewhere the controller's line is enough.
 */
@Configuration(proxyBeanMethods = false)
@Profile({ "default", "worker" })
class WorkerConfiguration {

	@Bean
	PictureWorker pictureWorker(WorkerProperties properties) {
		return new PictureWorker(properties.thumbnailWidth());
	}

	@Bean
	@Profile("worker")
	WorkerReport workerReport(Map<String, ZmqWorker> workers) {
		return new WorkerReport(workers.values());
	}

}
