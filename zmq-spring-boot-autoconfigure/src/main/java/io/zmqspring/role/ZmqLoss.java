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

package io.zmqspring.role;

import java.time.Instant;

/**
 * The messages of one topic of one publisher that a subscriber has missed.
 *
 * @param publisher the epoch of the publisher: 16 hexadecimal digits, which differ after
 * each of its starts
 * @param topic the topic
 * @param gaps how often messages were missing
 * @param lost how many messages are missing, without those that arrived late
 * @param firstAt when a message was missing first
 * @param lastAt when a message was missing last
 * @since 0.1
 */
public record ZmqLoss(String publisher, String topic, long gaps, long lost, Instant firstAt, Instant lastAt) {

}
