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
import java.util.Locale;

/**
 * The quantity that grows while the others stay small.
 */
enum Dimension {

	/** Subscribers of one publisher, all with the same topic. */
	SUBSCRIBERS(1, 10, 50, 200) {

		@Override
		Layout layout(int value) {
			return new Layout(value, 1, false, Layout.topics(1), Layout.topics(1));
		}

	},

	/** Threads that publish to one publisher. */
	PUBLISHING_THREADS(1, 4, 16, 64) {

		@Override
		Layout layout(int value) {
			return new Layout(1, value, true, Layout.topics(1), Layout.topics(1));
		}

	},

	/** Listeners of one subscriber, each with one topic. The topics are used in turn. */
	LISTENERS(1, 4, 16, 64) {

		@Override
		Layout layout(int value) {
			return new Layout(1, 1, false, Layout.topics(value), Layout.topics(value));
		}

	},

	/** Topics, used in turn. One listener takes all of them by a prefix pattern. */
	TOPICS(1, 100, 1000, 10_000) {

		@Override
		Layout layout(int value) {
			return new Layout(1, 1, false, Layout.topics(value), List.of(Layout.EVERY_TOPIC));
		}

	};

	private final int[] steps;

	Dimension(int... steps) {
		this.steps = steps;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	int[] steps() {
		return this.steps.clone();
	}

	abstract Layout layout(int value);

}
