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

package io.zmqspring.scenario.faults;

import java.time.Duration;

/**
 * What a link does with the bytes of one direction.
 *
 * @param discards whether it discards them, and does not pass on the end of a connection
 * @param holds whether it stops reading them until the condition changes
 * @param delay the delay of their arrival
 * @param bytesPerSecond the largest rate, 0 for no limit
 */
record LinkCondition(boolean discards, boolean holds, Duration delay, int bytesPerSecond) {

	static final LinkCondition NORMAL = new LinkCondition(false, false, Duration.ZERO, 0);

	static final LinkCondition DISCARDING = new LinkCondition(true, false, Duration.ZERO, 0);

	static final LinkCondition HOLDING = new LinkCondition(false, true, Duration.ZERO, 0);

	static LinkCondition delayed(Duration delay) {
		return new LinkCondition(false, false, delay, 0);
	}

	static LinkCondition slow(int bytesPerSecond) {
		return new LinkCondition(false, false, Duration.ZERO, bytesPerSecond);
	}

}
