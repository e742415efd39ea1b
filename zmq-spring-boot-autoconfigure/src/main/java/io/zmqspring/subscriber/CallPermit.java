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

import io.zmqspring.support.BackOffWait;
import io.zmqspring.support.Deadline;

/**
 * Waits between two calls of a handler for the same message. A pause, or the stop of the
 * listener, holds the message; a stop of the subscriber, or the removal of the handler,
 * ends the wait.
 *
 * @param gate whether handlers may be called
 * @param calls the calls of this thread, of which the wait is none
 * @param active whether the handler is active
 * @param ending whether the handler is being removed, or its thread ends
 * @param holds whether the caller keeps a message while the handler must not be called;
 * if not, the wait continues
 */
record CallPermit(CallGate gate, CallSequence calls, BooleanSupplier active, BooleanSupplier ending,
		boolean holds) implements BackOffWait {

	@Override
	public Next await(Deadline due) {
		while (true) {
			this.calls.end();
			Next next = awaitNext(due);
			this.calls.begin();
			// A pause does not wait for a call whose begin it does not see
			if (next != Next.CALL || mayCall()) {
				return next;
			}
		}
	}

	private Next awaitNext(Deadline due) {
		while (true) {
			boolean passed = due.hasPassed();
			if (this.gate.hasEnded() || this.calls.isClosed() || (!passed && isEnding())) {
				return Next.END;
			}
			boolean open = mayCall();
			if (open && passed) {
				return Next.CALL;
			}
			if (!open && (this.holds || this.ending.getAsBoolean())) {
				return this.ending.getAsBoolean() ? Next.END : Next.HOLD;
			}
			awaitChange(due, open);
		}
	}

	private boolean isEnding() {
		return this.gate.isStopping() || this.ending.getAsBoolean();
	}

	private boolean mayCall() {
		return this.gate.isOpen() && this.active.getAsBoolean();
	}

	private void awaitChange(Deadline due, boolean open) {
		try {
			this.gate.await(() -> this.gate.hasEnded() || mayCall() != open || (!due.hasPassed() && isEnding())
					|| (!open && this.ending.getAsBoolean()), open ? due : Deadline.inNanos(Long.MAX_VALUE));
		}
		catch (InterruptedException ex) {
			// A handler has left its interrupt pending; the gate reports a stop
		}
	}

}
