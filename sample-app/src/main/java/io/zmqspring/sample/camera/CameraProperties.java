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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the camera, bound from {@code sample.camera}.
 *
 * @param width width of a picture in pixels
 * @param height height of a picture in pixels
 * @param fps pictures per second until a command changes the rate
 */
@ConfigurationProperties("sample.camera")
public record CameraProperties(@DefaultValue("640") int width, @DefaultValue("480") int height,
		@DefaultValue("10") int fps) {

}
