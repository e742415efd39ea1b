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

package io.zmqspring.sample.camera;

import org.springframework.scheduling.annotation.Scheduled;

import io.zmqspring.publisher.ZmqPublisher;

/**
 * Publishes {@link HostTelemetry} at a fixed rate while its publisher is running.
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
