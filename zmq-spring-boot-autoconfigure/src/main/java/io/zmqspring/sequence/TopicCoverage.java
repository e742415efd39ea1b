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

package io.zmqspring.sequence;

/**
 * How a topic is subscribed to. All times are those of {@link System#nanoTime()}.
 *
 * @param at since when the present subscriptions are in effect
 * @param since since when the topic has been subscribed to without interruption
 * @param settled when no message of an earlier subscription to the topic is under way any
 * more; not after {@code since} if there was none
 * @since 0.1
 */
public record TopicCoverage(long at, long since, long settled) {

}
