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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.WireFormat;

/**
 * The handlers of a subscriber and their subscriptions. Changes are made one at a time;
 * the receiving thread reads complete {@link Routes} without waiting.
 */
final class SubscriberHandlers {

	private final ReentrantLock changing = new ReentrantLock();

	private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

	private final List<TopicPattern> ofSettings;

	private final HeartbeatWatch watch;

	private final WireFormat wireFormat;

	private volatile Routes routes;

	private @Nullable ReceivingSocket socket;

	SubscriberHandlers(SubscriberSettings settings, HeartbeatWatch watch) {
		this.ofSettings = settings.patterns();
		this.watch = watch;
		this.wireFormat = settings.wireFormat();
		this.routes = new Routes(this.ofSettings, watch, List.of());
	}

	Routes routes() {
		return this.routes;
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

	Delivery add(HandlerSpec spec, GuardedHandler handler) {
		Delivery delivery = new Delivery(this, spec, handler);
		change(() -> {
			if (this.socket != null) {
				delivery.open();
			}
			this.deliveries.add(delivery);
		});
		return delivery;
	}

	boolean contains(Delivery delivery) {
		return this.deliveries.contains(delivery);
	}

	void remove(Delivery delivery) {
		change(() -> this.deliveries.remove(delivery));
		delivery.close(Deadline.in(ZmqSubscriber.SHUTDOWN_TIMEOUT));
		delivery.removed();
	}

	void removeIf(Predicate<HandlerSpec> condition) {
		this.deliveries.stream().filter((delivery) -> condition.test(delivery.spec())).forEach(Delivery::remove);
	}

	/**
	 * Subscribe a socket to the topics of settings and handlers, now and when they
	 * change.
	 * @param opened the socket, not started yet
	 */
	void attach(ReceivingSocket opened) {
		change(() -> {
			this.socket = opened;
			this.deliveries.forEach(Delivery::open);
			subscribe(this.ofSettings);
			this.deliveries.stream()
				.filter(Delivery::isActive)
				.forEach((delivery) -> subscribe(delivery.spec().patterns()));
		});
	}

	void detach() {
		change(() -> this.socket = null);
	}

	/**
	 * Let the handlers finish the messages they have received.
	 * @param deadline when to give up
	 * @param unfinished receives the handlers that have not finished by then
	 */
	void finish(Deadline deadline, Consumer<HandlerSpec> unfinished) {
		for (Delivery delivery : this.deliveries) {
			if (!delivery.close(deadline)) {
				unfinished.accept(delivery.spec());
			}
		}
	}

	void change(Runnable change) {
		this.changing.lock();
		try {
			change.run();
			this.routes = new Routes(this.ofSettings, this.watch, this.deliveries);
		}
		finally {
			this.changing.unlock();
		}
	}

	void subscribe(List<TopicPattern> added) {
		ReceivingSocket current = this.socket;
		if (current != null) {
			added.forEach((pattern) -> current.subscribe(pattern.subscription(this.wireFormat)));
		}
	}

	void unsubscribe(List<TopicPattern> removed) {
		ReceivingSocket current = this.socket;
		if (current != null) {
			removed.forEach((pattern) -> current.unsubscribe(pattern.subscription(this.wireFormat)));
		}
	}

}
