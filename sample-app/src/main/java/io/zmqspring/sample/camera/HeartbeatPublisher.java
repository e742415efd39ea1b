package io.zmqspring.sample.camera;

import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.role.ZmqPublisher;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes a {@link Heartbeat} at a fixed rate.
 */
class HeartbeatPublisher {

	private final AtomicLong sequence = new AtomicLong();

	private final ZmqPublisher publisher;

	private final String topic;

	private final String service;

	HeartbeatPublisher(ZmqPublisher publisher, String topic, String service) {
		this.publisher = publisher;
		this.topic = topic;
		this.service = service;
	}

	@Scheduled(fixedRateString = "${sample.heartbeat-interval}")
	void publish() {
		this.publisher.publish(new Heartbeat(this.service, this.sequence.incrementAndGet()), this.topic);
	}

}
