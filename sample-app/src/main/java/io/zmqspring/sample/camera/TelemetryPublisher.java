package io.zmqspring.sample.camera;

import io.zmqspring.publisher.ZmqPublisher;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes {@link HostTelemetry} at a fixed rate, while its publisher is not stopped.
 */
class TelemetryPublisher {

	private final ZmqPublisher publisher;

	private final String topic;

	TelemetryPublisher(ZmqPublisher publisher, String topic) {
		this.publisher = publisher;
		this.topic = topic;
	}

	@Scheduled(fixedRateString = "${sample.telemetry-interval}")
	void publish() {
		if (this.publisher.isRunning()) {
			this.publisher.publish(HostTelemetry.read(), this.topic);
		}
	}

}
