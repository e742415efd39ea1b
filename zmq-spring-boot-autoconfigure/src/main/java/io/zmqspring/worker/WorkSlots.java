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

package io.zmqspring.worker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The slots for items of work that a worker handles at the same time. A caller that
 * brings one more item waits, so that back-pressure reaches the sender. No item is ever
 * dropped here.
 */
interface WorkSlots {

	/**
	 * Wait for a free slot, then process an item in it.
	 * @param item the item
	 * @param processor processes the item; may be called on another thread
	 * @throws InterruptedException if interrupted while waiting; the item was not
	 * processed
	 */
	void run(ActiveWork item, Consumer<ActiveWork> processor) throws InterruptedException;

	/**
	 * Keep the slot of an item after its handler has returned an asynchronous result.
	 * Called by the thread that has called the handler, before the item becomes
	 * {@linkplain ActiveWork#isAsync() asynchronous}.
	 */
	void keepForResult();

	/**
	 * Free the slot of an item that has ended. Called once per item, by any thread.
	 * @param item the item
	 */
	void release(ActiveWork item);

	/**
	 * How many slots are held.
	 * @return the number
	 */
	int held();

	/**
	 * Wait until slots are free.
	 * @param count the number of slots
	 * @param timeout the longest wait
	 * @return whether they were free
	 */
	boolean awaitFree(int count, Duration timeout);

	/**
	 * End the threads of the slots when their items have ended.
	 */
	void shutdown();

}
