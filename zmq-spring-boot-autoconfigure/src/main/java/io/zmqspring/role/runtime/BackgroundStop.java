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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.support.Threads;
import io.zmqspring.support.WaitGraph;

/**
 * Stops a role on a thread of its own, so that all roles of a phase stop at the same
 * time. The callback is called once, whatever happens.
 */
final class BackgroundStop implements Runnable {

	private static final Log logger = LogFactory.getLog(BackgroundStop.class);

	private final String role;

	private final Runnable stop;

	private final Runnable callback;

	private final Thread thread;

	private final WaitGraph.Edge initiatorWaits;

	private BackgroundStop(String role, Runnable stop, Runnable callback) {
		this.role = role;
		this.stop = stop;
		this.callback = callback;
		this.thread = Threads.daemon(this, "zmq-" + role + "-stop");
		this.initiatorWaits = WaitGraph.add(Thread.currentThread(), this.thread);
	}

	/**
	 * Begin a stop. It does not wait for the calling thread, which may be a handler.
	 * @param role the kind and name of the role, such as {@code subscriber-events}
	 * @param stop stops the role
	 * @param callback called when the role has stopped
	 */
	static void begin(String role, Runnable stop, Runnable callback) {
		BackgroundStop background = new BackgroundStop(role, stop, callback);
		try {
			background.thread.start();
		}
		catch (OutOfMemoryError ex) {
			logger
				.warn("There is no thread to stop " + role + " in the background, so it is stopped in the foreground");
			background.run();
		}
	}

	@Override
	public void run() {
		try {
			this.stop.run();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The stop of " + this.role + " has failed", ex);
		}
		finally {
			this.initiatorWaits.remove();
			this.callback.run();
		}
	}

}
