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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.WireFormat;

/**
 * The handlers of a subscriber and their subscriptions. Changes are made one at a time;
 * the receiving thread reads complete {@link Routes} without waiting.
 */
final class SubscriberHandlers implements Sockets.Backlog {

	private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

	private final ReentrantLock changing = new ReentrantLock();

	private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

	private final List<TopicPattern> ofSettings;

	private final HeartbeatWatch watch;

	private final ReceiveQueue queue;

	private final WireFormat wireFormat;

	private final Duration shutdownTimeout;

	private final BooleanSupplier virtualThreads;

	private volatile Routes routes;

	private volatile CallGate gate = new CallGate();

	private volatile @Nullable SubscriberRun run;

	SubscriberHandlers(SubscriberSettings settings, HeartbeatWatch watch, ReceiveQueue queue,
			BooleanSupplier virtualThreads) {
		this.ofSettings = settings.patterns();
		this.watch = watch;
		this.queue = queue;
		this.virtualThreads = virtualThreads;
		this.wireFormat = settings.wireFormat();
		this.shutdownTimeout = settings.shutdownTimeout();
		this.routes = newRoutes();
	}

	Routes routes() {
		return this.routes;
	}

	CallGate gate() {
		return this.gate;
	}

	boolean useVirtualThreads() {
		return this.virtualThreads.getAsBoolean();
	}

	/**
	 * Refuse to start if the subscriber could not receive any message.
	 * @param subscriber the name of the subscriber
	 * @throws ZmqConfigurationException if neither the settings nor any handler names a
	 * topic
	 */
	void checkSubscribe(String subscriber) {
		if (this.ofSettings.isEmpty()
				&& this.deliveries.stream().allMatch((delivery) -> delivery.spec().takesTheRest())) {
			throw new ZmqConfigurationException(
					"zmq.subscribers." + subscriber + ": the subscriber has neither topics nor listeners with topics,"
							+ " so it would receive nothing",
					"Set zmq.subscribers." + subscriber + ".topics (\"*\" = everything), or annotate a method with"
							+ " @ZmqListener(topics = \"…\", subscriber = \"" + subscriber + "\")");
		}
	}

	// The queue gets the messages that no handler takes
	void useQueue() {
		if (this.queue.use()) {
			change(() -> {
			});
		}
	}

	Delivery add(HandlerSpec spec, GuardedHandler handler) {
		Delivery delivery = new Delivery(this, spec, handler);
		change(() -> {
			this.queue.handlerAdded();
			SubscriberRun current = this.run;
			if (current != null) {
				delivery.open(this.gate, current.calls());
			}
			this.deliveries.add(delivery);
		});
		this.queue.rejectUnlessOpen();
		return delivery;
	}

	/**
	 * Start to deliver messages to a handler.
	 * @param delivery the handler
	 */
	void activate(Delivery delivery) {
		change(() -> {
			if (!delivery.isActive() && this.deliveries.contains(delivery)) {
				delivery.setActive(true);
				subscribe(delivery.spec().patterns());
			}
		});
		SubscriberRun current = this.run;
		if (current != null) {
			current.deliverHeld(List.of(delivery));
		}
	}

	/**
	 * Stop delivering messages to a handler. Returns when no call of it can begin any
	 * more.
	 * @param delivery the handler
	 */
	void deactivate(Delivery delivery) {
		change(() -> unsubscribe(delivery, () -> delivery.setActive(false)));
		awaitEndOfCalls(List.of(delivery), Deadline.in(this.shutdownTimeout), delivery::isActive);
	}

	private void unsubscribe(Delivery delivery, Runnable change) {
		if (delivery.isActive()) {
			unsubscribe(delivery.spec().patterns());
		}
		change.run();
	}

	/**
	 * Remove a handler. It finishes the messages that it has received, unless it was
	 * stopped before.
	 * @param delivery the handler
	 */
	void remove(Delivery delivery) {
		change(() -> unsubscribe(delivery, delivery::setRemoved));
		change(() -> this.deliveries.remove(delivery));
		Deadline deadline = Deadline.in(this.shutdownTimeout);
		PartitionedDispatcher open = delivery.endCalls(deadline, INTERRUPT_GRACE);
		delivery.setActive(false);
		awaitEndOfCalls(List.of(delivery), deadline, () -> false);
		delivery.ended(open, deadline);
		SubscriberRun current = this.run;
		if (current != null) {
			current.forgetRemovedHandlers();
		}
	}

	// Except those that wait for the caller
	private void awaitEndOfCalls(List<Delivery> awaited, Deadline deadline, BooleanSupplier unless) {
		SubscriberRun current = this.run;
		boolean direct = false;
		for (Delivery delivery : awaited) {
			PartitionedDispatcher open = delivery.dispatcher();
			direct |= open == null;
			if (open != null) {
				open.awaitEndOfCalls(deadline, unless);
			}
		}
		if (direct && current != null) {
			current.awaitEndOfCall(deadline, unless);
		}
	}

	/**
	 * Wait for the end of all current calls, except those that wait for the caller.
	 * @param unless another reason to end the wait
	 */
	void awaitEndOfCalls(BooleanSupplier unless) {
		awaitEndOfCalls(this.deliveries, Deadline.in(this.shutdownTimeout), unless);
	}

	boolean isFullFor(Thread thread) {
		return this.deliveries.stream().anyMatch((delivery) -> delivery.handler().results().isAwaitedBy(thread));
	}

	@Override
	public long waiting() {
		return this.queue.size() + this.deliveries.stream().mapToLong(Delivery::waiting).sum();
	}

	@Override
	public boolean isBusy() {
		return this.deliveries.stream().anyMatch(Delivery::isBusy);
	}

	/**
	 * The problems of the handlers.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> faults() {
		return this.deliveries.stream()
			.map((delivery) -> delivery.handler().results().fault())
			.flatMap(Stream::ofNullable)
			.toList();
	}

	void deliverHeld() {
		Optional.ofNullable(this.run).ifPresent((current) -> current.deliverHeld(this.deliveries));
	}

	void removeIf(Predicate<HandlerSpec> condition) {
		this.deliveries.stream().filter((delivery) -> condition.test(delivery.spec())).forEach(Delivery::remove);
	}

	/**
	 * Subscribe a socket to the topics of settings and handlers, now and when they
	 * change. Handlers may be called then.
	 * @param opened the run, whose socket is not started yet
	 */
	void attach(SubscriberRun opened) {
		change(() -> {
			this.run = opened;
			this.deliveries.forEach((delivery) -> delivery.open(this.gate, opened.calls()));
			subscribe(this.ofSettings);
			this.deliveries.stream()
				.filter(Delivery::isActive)
				.forEach((delivery) -> subscribe(delivery.spec().patterns()));
		});
		this.gate.goOn();
	}

	void detach() {
		change(() -> this.run = null);
	}

	/**
	 * Let the handlers finish the messages they have received, and drop the others.
	 * @param deadline when to give up
	 * @param calls receives the calls of error handlers
	 * @return descriptions of what has not finished by then
	 */
	List<String> finish(Deadline deadline, Consumer<Runnable> calls) {
		List<PartitionedDispatcher> open = this.deliveries.stream()
			.map(Delivery::detach)
			.flatMap(Stream::ofNullable)
			.toList();
		List<String> left = new ArrayList<>(
				PartitionedDispatcher.finish(open, this.gate, deadline, INTERRUPT_GRACE, calls));
		for (Delivery delivery : this.deliveries) {
			Optional.ofNullable(delivery.finish(deadline, calls)).ifPresent(left::add);
		}
		this.gate = new CallGate();
		return left;
	}

	private void change(Runnable change) {
		this.changing.lock();
		try {
			change.run();
			this.routes = newRoutes();
			Optional.ofNullable(this.run).ifPresent(SubscriberRun::subscriptionsChanged);
		}
		finally {
			this.changing.unlock();
		}
	}

	private Routes newRoutes() {
		return new Routes(this.ofSettings, this.watch, this.deliveries, this.queue.isOpen() ? this.queue : null,
				this.routes);
	}

	private void subscribe(List<TopicPattern> added) {
		SubscriberRun current = this.run;
		if (current != null) {
			added.forEach((pattern) -> current.socket().subscribe(pattern.subscription(this.wireFormat)));
		}
	}

	private void unsubscribe(List<TopicPattern> removed) {
		SubscriberRun current = this.run;
		if (current != null) {
			removed.forEach((pattern) -> current.socket().unsubscribe(pattern.subscription(this.wireFormat)));
		}
	}

}
