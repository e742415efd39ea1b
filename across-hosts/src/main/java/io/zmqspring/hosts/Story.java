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

package io.zmqspring.hosts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is sent.
 *
 * @param host name of this host
 * @param topics topics to which each publisher sends in turn
 * @param publishers number of publishers, with those that are added later
 * @param messageInterval time between two messages of a publisher
 * @param workers number of workers at the start
 * @param itemInterval time between two items of work
 * @param end file whose existence ends the sending
 * @param workTime how long a worker needs for an item
 */
@ConfigurationProperties("story")
record Story(String host, List<String> topics, int publishers, Duration messageInterval, int workers,
		Duration itemInterval, Path end, Duration workTime) {
}
