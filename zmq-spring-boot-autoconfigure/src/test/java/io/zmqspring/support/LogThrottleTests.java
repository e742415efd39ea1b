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

package io.zmqspring.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At most one log line per interval.
 */
class LogThrottleTests {

	private final List<String> lines = new ArrayList<>();

	@Test
	void laterLinesOfAnIntervalAreSuppressed() {
		LogThrottle throttle = new LogThrottle(Duration.ofMinutes(1));
		for (int i = 0; i < 5; i++) {
			throttle.log((suffix) -> this.lines.add("line" + suffix));
		}
		assertThat(this.lines).containsExactly("line");
	}

	@Test
	void nextLineSaysHowManyWereSuppressed() throws InterruptedException {
		LogThrottle throttle = new LogThrottle(Duration.ofMillis(200));
		for (int i = 0; i < 3; i++) {
			throttle.log((suffix) -> this.lines.add("line" + suffix));
		}
		Thread.sleep(210);
		throttle.log((suffix) -> this.lines.add("line" + suffix));
		assertThat(this.lines).containsExactly("line", "line (2 more since the last report)");
	}

}
