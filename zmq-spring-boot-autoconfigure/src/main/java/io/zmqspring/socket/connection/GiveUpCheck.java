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

package io.zmqspring.socket.connection;

import java.time.Duration;

import io.zmqspring.socket.engine.EngineWatch;
import io.zmqspring.support.Deadline;

/**
 * Finds out whether the engine has given up a connection that was lost. To try again, the
 * engine first sends a command to its threads, then a thread begins. Two questions to all
 * threads, one after the other, therefore overtake no retry: if both are answered and the
 * engine has reported none, there will be none. Not thread-safe.
 */
final class GiveUpCheck {

	private static final Duration GRACE = Duration.ofMillis(50);

	private static final int QUESTIONS = 2;

	private final Deadline earliest = Deadline.in(GRACE);

	private int asked;

	private long question;

	/**
	 * Continue the check. To be called periodically until the engine retries.
	 * @param watch asks the threads of the engine
	 * @return whether the engine has had time to retry
	 */
	boolean isComplete(EngineWatch watch) {
		boolean answered = this.asked == 0 || watch.isAnswered(this.question);
		if (answered && this.asked < QUESTIONS) {
			this.asked++;
			this.question = watch.ask();
			return false;
		}
		return answered && this.earliest.hasPassed();
	}

}
