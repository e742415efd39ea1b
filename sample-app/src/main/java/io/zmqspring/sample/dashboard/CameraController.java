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

package io.zmqspring.sample.dashboard;

import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.sample.CameraCommand;
import io.zmqspring.sample.Topics;

/**
 * Serves the latest picture over HTTP, and accepts commands that change the rate of the
 * camera.
 */
@RestController
@RequestMapping("/camera")
@Profile({ "default", "secure", "dashboard" })
class CameraController {

	private final Dashboard dashboard;

	private final ZmqPublisher publisher;

	private final String commandTopic;

	CameraController(Dashboard dashboard, ZmqPublisher dashboardPublisher, Topics topics) {
		this.dashboard = dashboard;
		this.publisher = dashboardPublisher;
		this.commandTopic = topics.command();
	}

	@GetMapping(path = "/frame", produces = MediaType.IMAGE_JPEG_VALUE)
	ResponseEntity<byte[]> frame() {
		return this.dashboard.picture()
			.value()
			.map((picture) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(picture))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@PostMapping("/fps")
	ResponseEntity<Map<String, String>> fps(@RequestParam int value) {
		CameraCommand command;
		try {
			command = new CameraCommand(value);
		}
		catch (IllegalArgumentException ex) {
			return response(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		if (!this.publisher.hasSubscriber(this.commandTopic)) {
			return response(HttpStatus.SERVICE_UNAVAILABLE, "No camera subscribes to " + this.commandTopic);
		}
		this.publisher.publish(command, this.commandTopic);
		return response(HttpStatus.ACCEPTED, "Sent " + command);
	}

	private static ResponseEntity<Map<String, String>> response(HttpStatus status, String message) {
		return ResponseEntity.status(status).body(Map.of("message", message));
	}

}
