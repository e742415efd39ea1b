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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.FailedCall;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.support.Deadline;

/**
 * Delivers messages from the receiving thread to one handler: by a direct call, or
 * through a {@link PartitionedDispatcher}. Messages that have been received while the
 * handler must not be called wait.
 */
final class Delivery implements Routes.Recipient, HandlerRegistration {

	// Messages for a direct call that wait; added and handled by the receiving thread
	private final Deque<ZmqMessage> held = new ConcurrentLinkedDeque<>();

	// The failed call of the first of them, if it has been tried
	private final AtomicReference<@Nullable FailedCall> failedCall = new AtomicReference<>();

	private final SubscriberHandlers handlers;

	private final HandlerSpec spec;

	private final GuardedHandler handler;

	private volatile boolean active;

	// The System.nanoTime() of the last change of what it receives
	private volatile long changedAt;

	private volatile boolean removed;

	private volatile @Nullable PartitionedDispatcher dispatcher;

	private volatile @Nullable CallPermit permit;

	Delivery(SubscriberHandlers handlers, HandlerSpec spec, GuardedHandler handler) {
		this.handlers = handlers;
		this.spec = spec;
		this.handler = handler;
	}

	HandlerSpec spec() {
		return this.spec;
	}

	GuardedHandler handler() {
		return this.handler;
	}

	@Nullable PartitionedDispatcher dispatcher() {
		return this.dispatcher;
	}

	private boolean isDirect() {
		return !this.handlers.useVirtualThreads() && this.spec.concurrency() == 1
				&& this.spec.invocation() instanceof HandlerInvocation.Single;
	}

	@Override
	public void deliver(String topic, byte[] payload, Map<String, String> headers) {
		PartitionedDispatcher open = this.dispatcher;
		if (open != null) {
			put(open, new ZmqMessage(topic, payload, headers));
		}
		else if (this.active && this.held.isEmpty()) {
			CallPermit own = Objects.requireNonNull(this.permit, "not open");
			holdFailed(this.handler.handle(topic, payload, headers, own), own);
		}
		else {
			hold(new ZmqMessage(topic, payload, headers));
			deliverHeld();
		}
	}

	@Override
	public void hold(String topic, byte[] payload, Map<String, String> headers) {
		PartitionedDispatcher open = this.dispatcher;
		if (open != null) {
			put(open, new ZmqMessage(topic, payload, headers));
		}
		else {
			hold(new ZmqMessage(topic, payload, headers));
		}
	}

	private void hold(ZmqMessage message) {
		this.held.add(message);
		// Or else it is counted by the stop, or by the removal
		if (isTooLate() && this.held.remove(message)) {
			this.handler.abandon(message);
		}
	}

	private void holdFailed(@Nullable FailedCall failed, CallPermit own) {
		if (failed != null && own.calls().isClosed()) {
			this.handler.giveUp(failed);
		}
		else if (failed != null) {
			this.failedCall.set(failed);
			this.held.addFirst(failed.message());
			if (isTooLate() && this.held.remove(failed.message())) {
				this.failedCall.set(null);
				this.handler.giveUp(failed);
			}
		}
	}

	private boolean isTooLate() {
		CallPermit current = this.permit;
		return current == null || current.gate().hasEnded() || (this.removed && !this.active);
	}

	@Override
	public void abandon(String topic, byte[] payload, Map<String, String> headers) {
		this.handler.abandon(new ZmqMessage(topic, payload, headers));
	}

	private void put(PartitionedDispatcher open, ZmqMessage message) {
		try {
			open.put(message);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.handler.abandon(message);
		}
	}

	/**
	 * Handle the messages that wait, as far as the handler may be called. Called on the
	 * receiving thread.
	 */
	void deliverHeld() {
		CallPermit own = this.permit;
		ZmqMessage message = (own != null && mayCall(own)) ? this.held.poll() : null;
		while (message != null) {
			FailedCall failed = this.failedCall.getAndSet(null);
			holdFailed((failed != null) ? this.handler.retry(failed, own)
					: this.handler.handle(message.topic(), message.payload(), message.headers(), own), own);
			message = mayCall(own) ? this.held.poll() : null;
		}
	}

	// A thread that was left behind leaves the others to the one that has followed
	private boolean mayCall(CallPermit own) {
		return this.active && own.gate().isOpen() && !own.calls().isClosed();
	}

	boolean isBusy() {
		PartitionedDispatcher open = this.dispatcher;
		return this.active && (!this.held.isEmpty() || (open != null && open.isBusy()))
				|| !this.handler.results().areComplete();
	}

	int waiting() {
		PartitionedDispatcher open = this.dispatcher;
		return this.held.size() + ((open != null) ? open.waiting() : 0);
	}

	/**
	 * Count the messages that wait, because they are not handled any more.
	 * @param calls receives the call of the error handler
	 */
	void abandonHeld(Consumer<Runnable> calls) {
		List<ZmqMessage> left = new ArrayList<>(this.held);
		left.removeIf((message) -> !this.held.remove(message));
		FailedCall failed = this.failedCall.getAndSet(null);
		if (failed != null && left.remove(failed.message())) {
			calls.accept(() -> this.handler.giveUp(failed));
		}
		this.handler.abandon(left, calls);
	}

	/**
	 * The handler is removed: end the threads that call it.
	 * @param deadline when to interrupt them
	 * @param grace the longest wait after that
	 * @return their dispatcher, {@code null} for direct calls
	 */
	@Nullable PartitionedDispatcher endCalls(Deadline deadline, Duration grace) {
		PartitionedDispatcher open = this.dispatcher;
		if (open != null) {
			open.askToEnd();
			PartitionedDispatcher.interrupt(open.awaitEnd(deadline), grace);
		}
		return open;
	}

	/**
	 * The handler was removed and is not called any more: count what it has not handled.
	 * @param open its dispatcher, {@code null} for direct calls
	 * @param deadline when to give up asynchronous results
	 */
	void ended(@Nullable PartitionedDispatcher open, Deadline deadline) {
		List<Runnable> calls = new ArrayList<>();
		if (open != null) {
			open.abandonUnhandled(calls::add);
		}
		this.handler.finishResults(deadline, calls::add);
		abandonHeld(calls::add);
		this.handler.tell(calls);
		this.handler.removed();
	}

	/**
	 * Count what is not handled any more, after a wait for asynchronous results.
	 * @param deadline when to give up
	 * @param calls receives the calls of the error handler
	 * @return a description of what has not finished, {@code null} if all has
	 */
	@Nullable String finish(Deadline deadline, Consumer<Runnable> calls) {
		abandonHeld(calls);
		int pending = this.handler.finishResults(deadline, calls);
		return (pending > 0) ? pending + " asynchronous results of listener '" + this.spec.id() + "'" : null;
	}

	/**
	 * The subscriber starts, or has another receiving thread. What waits is kept.
	 * @param opened the gate of the subscriber
	 * @param calls the calls of the receiving thread
	 */
	void open(CallGate opened, CallSequence calls) {
		this.permit = new CallPermit(opened, calls, () -> this.active, () -> this.removed, true);
		if (!isDirect() && this.dispatcher == null) {
			this.dispatcher = new PartitionedDispatcher(this.handler, this.spec.concurrency(), opened,
					() -> this.active, this.handlers.useVirtualThreads());
		}
	}

	/**
	 * The subscriber stops, or the handler is removed.
	 * @return the dispatcher, which is still to be ended
	 */
	@Nullable PartitionedDispatcher detach() {
		PartitionedDispatcher open = this.dispatcher;
		this.dispatcher = null;
		return open;
	}

	@Override
	public boolean isActive() {
		return this.active && !this.removed;
	}

	long changedAt() {
		return this.changedAt;
	}

	void setActive(boolean value) {
		this.changedAt = System.nanoTime();
		this.active = value;
		endBackOff();
	}

	void setRemoved() {
		this.changedAt = System.nanoTime();
		this.removed = true;
		endBackOff();
	}

	// The message is held, or fails
	private void endBackOff() {
		CallPermit current = this.permit;
		if (current != null) {
			current.gate().changed();
		}
	}

	@Override
	public void activate() {
		this.handlers.activate(this);
	}

	@Override
	public void deactivate() {
		this.handlers.deactivate(this);
	}

	@Override
	public void remove() {
		this.handlers.remove(this);
	}

}
