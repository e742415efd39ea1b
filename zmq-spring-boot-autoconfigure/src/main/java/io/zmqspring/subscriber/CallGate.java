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

package io.zmqspring.subscriber;

import java.util.function.BooleanSupplier;

/**
 * Decides whether the handlers of one run of a subscriber may be called. Closed while the
 * subscriber is paused, and for good when it has stopped. Safe for any thread.
 */
final class CallGate {

	private volatile State state = State.OPEN;

	boolean isOpen() {
		return this.state == State.OPEN;
	}

	boolean hasEnded() {
		return this.state == State.ENDED;
	}

	void pause() {
		change(State.PAUSED);
	}

	void resume() {
		change(State.OPEN);
	}

	void end() {
		change(State.ENDED);
	}

	private synchronized void change(State next) {
		if (this.state != State.ENDED) {
			this.state = next;
		}
		notifyAll();
	}

	/**
	 * Let threads in {@link #await(BooleanSupplier)} check their condition again.
	 */
	synchronized void changed() {
		notifyAll();
	}

	/**
	 * Wait for a condition, which is checked again after each change.
	 * @param condition the condition
	 * @throws InterruptedException if interrupted
	 */
	synchronized void await(BooleanSupplier condition) throws InterruptedException {
		while (!condition.getAsBoolean()) {
			wait();
		}
	}

	private enum State {

		OPEN, PAUSED, ENDED

	}

}
