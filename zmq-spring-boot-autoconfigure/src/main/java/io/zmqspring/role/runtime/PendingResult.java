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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqMessage;

/**
 * An asynchronous result of a handler that is not complete. Ends once: when it completes,
 * when it takes too long, or when shutdown times out.
 */
final class PendingResult {

	private final AtomicBoolean ended = new AtomicBoolean();

	private final long since = System.nanoTime();

	private final CompletionStage<?> stage;

	private final List<ZmqMessage> messages;

	private final @Nullable HandlerObservation observation;

	private volatile @Nullable Future<?> timeout;

	PendingResult(CompletionStage<?> stage, List<ZmqMessage> messages, @Nullable HandlerObservation observation) {
		this.stage = stage;
		this.messages = messages;
		this.observation = observation;
	}

	void whenComplete(Consumer<@Nullable Throwable> completed) {
		this.stage.whenComplete((result, error) -> completed.accept(error));
	}

	List<ZmqMessage> messages() {
		return this.messages;
	}

	@Nullable HandlerObservation observation() {
		return this.observation;
	}

	long since() {
		return this.since;
	}

	void timeoutIs(Future<?> scheduled) {
		this.timeout = scheduled;
		if (this.ended.get()) {
			scheduled.cancel(false);
		}
	}

	/**
	 * End the wait for the result.
	 * @return {@code false} if it had ended before
	 */
	boolean end() {
		boolean first = this.ended.compareAndSet(false, true);
		Future<?> scheduled = this.timeout;
		if (first && scheduled != null) {
			scheduled.cancel(false);
		}
		return first;
	}

	/**
	 * Cancel the result. Calls code of the application.
	 */
	void cancel() {
		try {
			this.stage.toCompletableFuture().cancel(true);
		}
		catch (RuntimeException ex) {
			// The stage cannot be cancelled; its result is ignored
		}
	}

	/**
	 * Cancel the result and stop its observation. Calls code of the application.
	 */
	void giveUp() {
		cancel();
		if (this.observation != null) {
			this.observation.stop();
		}
	}

}
