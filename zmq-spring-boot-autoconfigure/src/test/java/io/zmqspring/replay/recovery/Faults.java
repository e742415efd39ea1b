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

package io.zmqspring.replay.recovery;

import java.util.Random;

/**
 * What goes wrong in a simulation, besides dropped messages and cut connections.
 *
 * @param lossyReplay whether requests and replies are dropped and repeated
 * @param silent whether publishers do not answer for some time
 * @param replayOnly whether the connection for replay is cut alone
 * @param disordered whether live messages of a publisher change their order, and arrive
 * twice
 * @param filters whether the filters change
 * @param full whether the receiver does not take messages for some time
 */
record Faults(boolean lossyReplay, boolean silent, boolean replayOnly, boolean disordered, boolean filters,
		boolean full) {

	static final Faults NONE = new Faults(false, false, false, false, false, false);

	static final Faults UNANSWERED = new Faults(false, true, false, false, false, false);

	static Faults random(Random random) {
		return new Faults(random.nextInt(4) == 0, random.nextInt(4) == 0, random.nextInt(4) == 0,
				random.nextInt(4) == 0, random.nextInt(4) == 0, random.nextInt(2) == 0);
	}

	/**
	 * Whether an answer may come later than the time-out.
	 * @return {@code true} if messages may be given up that could be replayed
	 */
	boolean mayTimeOut() {
		return this.lossyReplay || this.silent || this.replayOnly;
	}

}
