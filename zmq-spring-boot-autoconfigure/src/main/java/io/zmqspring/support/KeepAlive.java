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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM running while it has holders, by a thread that is no daemon. The
 * receiving threads of the roles are not sufficient: when an engine is replaced, the old
 * ones end before the new ones start. Thread-safe.
 */
public final class KeepAlive {

	private final Set<Object> holders = Collections.newSetFromMap(new IdentityHashMap<>());

	private @Nullable Thread thread;

	/**
	 * Keep the JVM running.
	 * @param holder the reason, until it is released
	 */
	public synchronized void hold(Object holder) {
		this.holders.add(holder);
		if (this.thread == null) {
			Thread started = new Thread(this::run, "zmq-keep-alive");
			started.setDaemon(false);
			this.thread = started;
			started.start();
		}
	}

	/**
	 * Let the JVM end, unless there are other holders.
	 * @param holder the same object; nothing happens if it is no holder
	 */
	public synchronized void release(Object holder) {
		if (this.holders.remove(holder) && this.holders.isEmpty()) {
			this.thread = null;
			notifyAll();
		}
	}

	private synchronized void run() {
		while (this.thread == Thread.currentThread()) {
			try {
				wait();
			}
			catch (InterruptedException ex) {
				// Only release() ends this thread
			}
		}
	}

}
