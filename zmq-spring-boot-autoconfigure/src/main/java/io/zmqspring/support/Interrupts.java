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

import org.jspecify.annotations.Nullable;

/**
 * Runs waits that an interrupt must not end. The interrupt is restored afterwards, so the
 * caller can still react to it.
 *
 * @since 0.1
 */
public final class Interrupts {

	private Interrupts() {
	}

	/**
	 * Wait, and wait again if interrupted. Restores the interrupt of the calling thread
	 * when the wait has ended.
	 * @param wait the wait; called again after each interrupt, so it must measure its own
	 * time, for example with a {@link Deadline}
	 * @param <T> the type of the result
	 * @return the result of the wait
	 */
	public static <T extends @Nullable Object> T defer(Wait<T> wait) {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				try {
					return wait.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * A wait that an interrupt ends.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	public interface Wait<T extends @Nullable Object> {

		/**
		 * Wait.
		 * @return the result
		 * @throws InterruptedException if the thread was interrupted
		 */
		T await() throws InterruptedException;

	}

}
