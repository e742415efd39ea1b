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

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.CameraCommand;

/**
 * Publishes pictures at a fixed rate while its publisher is running. A command changes
 * the rate.
 */
class Camera implements SchedulingConfigurer {

	private static final Logger logger = LoggerFactory.getLogger(Camera.class);

	private final ZmqPublisher publisher;

	private final String topic;

	private final Scene scene;

	private volatile CameraCommand command;

	Camera(ZmqPublisher publisher, String topic, CameraProperties properties) {
		this.publisher = publisher;
		this.topic = topic;
		this.scene = new Scene(properties.width(), properties.height());
		this.command = new CameraCommand(properties.fps());
	}

	/**
	 * Change the rate. The topics of commands are settings of the subscriber.
	 * @param command the command
	 */
	@ZmqListener(subscriber = "camera")
	void on(CameraCommand command) {
		this.command = command;
		logger.info("The camera now takes {} pictures per second", command.fps());
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar registrar) {
		registrar.addTriggerTask(this::publishPicture, this::nextExecution);
	}

	private void publishPicture() {
		byte[] picture = this.scene.jpeg(LocalTime.now());
		if (this.publisher.isRunning()) {
			this.publisher.publish(picture, this.topic);
		}
	}

	private Instant nextExecution(TriggerContext context) {
		Instant now = context.getClock().instant();
		Instant last = context.lastScheduledExecution();
		Instant next = (last != null) ? last.plus(Duration.ofSeconds(1).dividedBy(this.command.fps())) : now;
		return next.isAfter(now) ? next : now;
	}

}
