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

package io.zmqspring.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The topics that the application publishes to, bound from {@code sample.topics}. The
 * topics it subscribes to are settings of its subscribers.
 *
 * @param frame the topic of the pictures, JPEG
 * @param telemetry the topic of the load and memory of the camera's host, JSON
 * @param command the topic of the commands to the camera, JSON
 */
@ConfigurationProperties("sample.topics")
public record Topics(String frame, String telemetry, String command) {

}
