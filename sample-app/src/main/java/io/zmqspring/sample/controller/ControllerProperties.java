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

package io.zmqspring.sample.controller;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the controller, bound from {@code sample.controller}.
 *
 * @param maxOutstanding maximum number of pictures per pool that have no result yet;
 * further pictures are skipped
 * @param resultTimeout how long a picture counts as outstanding
 */
@ConfigurationProperties("sample.controller")
public record ControllerProperties(@DefaultValue("20") int maxOutstanding, @DefaultValue("5s") Duration resultTimeout) {

}
