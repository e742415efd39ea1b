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

package io.zmqspring.role.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.zmqspring.support.Interrupts;
import io.zmqspring.support.WaitGraph;

/**
 * The lock for the changes of one role. A thread that waits for it is in the
 * {@link WaitGraph}, so that a stop that holds the lock does not wait for a handler that
 * waits for the lock.
 */
@SuppressWarnings("serial")
final class ChangeLock extends ReentrantLock {

	private static final long POLL_MILLIS = 20;

	/**
	 * Run an action while no other thread changes the role.
	 * @param action the action
	 */
	void run(Runnable action) {
		if (!tryLock()) {
			Interrupts.defer(this::await);
		}
		try {
			action.run();
		}
		finally {
			unlock();
		}
	}

	private boolean await() throws InterruptedException {
		while (true) {
			Thread owner = getOwner();
			if (owner == null) {
				if (tryLock()) {
					return true;
				}
				continue;
			}
			WaitGraph.Edge edge = WaitGraph.add(Thread.currentThread(), owner);
			try {
				if (tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
					return true;
				}
			}
			finally {
				edge.remove();
			}
		}
	}

}
