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

package io.zmqspring.benchmarks.scale;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers and topics of publishing threads, subscribers and listeners.
 *
 * @param subscribers the number of subscribers, each with all patterns
 * @param threads the number of publishing threads
 * @param shared whether several threads may use the publisher
 * @param topics the topics of the messages, used in turn
 * @param patterns the topic patterns of each subscriber, with one listener per pattern
 */
record Layout(int subscribers, int threads, boolean shared, List<String> topics, List<String> patterns) {

	/** The pattern that matches all topics. */
	static final String EVERY_TOPIC = "scale.*";

	// All topics have the same length, so that none is a prefix of another one
	static List<String> topics(int count) {
		return IntStream.range(0, count).mapToObj((number) -> "scale.%05d".formatted(number)).toList();
	}

}
