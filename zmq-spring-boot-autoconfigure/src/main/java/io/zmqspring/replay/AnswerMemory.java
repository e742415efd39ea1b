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

package io.zmqspring.replay;

import java.time.Duration;

/**
 * The bounds of the memory of answers that peers have not read, of all peers together.
 *
 * @param ordinary the most bytes of answers that are not large
 * @param largest a larger answer is large; it has a single message
 * @param large the most bytes of large answers; a larger one is sent alone
 * @param patience how long a peer that does not read its answers keeps others waiting,
 * until its connection is ended
 */
record AnswerMemory(long ordinary, long largest, long large, Duration patience) {

	static final AnswerMemory DEFAULTS = new AnswerMemory(32 * 1024 * 1024, 2 * RequestLimits.LARGEST_ANSWER,
			64 * 1024 * 1024, Duration.ofSeconds(10));

	boolean isLarge(long size) {
		return size > this.largest;
	}

}
