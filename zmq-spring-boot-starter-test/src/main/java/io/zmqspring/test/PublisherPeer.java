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

package io.zmqspring.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.subscriber.ZmqPeer;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.idle.Arrival;
import io.zmqspring.wire.Heartbeat;
import io.zmqspring.wire.WireFormat;

/**
 * Publishes to one subscriber of the application, in its wire format. Sends the
 * heartbeats that the subscriber expects. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class PublisherPeer extends TestPeer {

	private static final String SERVICE = "test";

	private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

	private final ZmqSubscriber application;

	private final SubscriberSettings settings;

	private final ZmqPublisher publisher;

	private final PeerResources resources;

	private final boolean tcp;

	private final AtomicInteger toDrop = new AtomicInteger();

	private final Queue<Future<?>> delayed = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Duration delay;

	private volatile boolean silent;

	private @Nullable Future<?> heartbeats;

	private long sequence;

	PublisherPeer(ZmqSubscriber application, PeerPlace place, PeerResources resources) {
		this.application = application;
		this.settings = application.settings();
		this.resources = resources;
		this.tcp = place.isTcp();
		this.publisher = new ZmqPublisher(application.name() + "-test", peerSettings(place), resources.context(),
				resources.converter(this.settings.converter()), (event) -> {
				});
		if (this.tcp) {
			add(new Arrival(this.publisher, application));
		}
	}

	private PublisherSettings peerSettings(PeerPlace place) {
		return PublisherSettings.builder(place.address())
			.bind(place.bind())
			.wireFormat(this.settings.wireFormat())
			.topicRule(this.settings.topicRule())
			.headers(this.settings.headers())
			.highWaterMark(this.settings.highWaterMark())
			.overflow(Overflow.BLOCK)
			.sendTimeout(SEND_TIMEOUT)
			.linger(Duration.ZERO)
			.build();
	}

	/**
	 * Publish a message to the subscriber. Returns when it is on its way, before the
	 * application handles it.
	 * @param topic the topic; if the subscriber has not subscribed to it, the message is
	 * lost, as in production
	 * @param payload {@code byte[]}, {@code String}, or anything the converter of the
	 * subscriber can write
	 * @throws io.zmqspring.message.ZmqTimeoutException if the queue of the subscriber
	 * stays full for 5 s
	 * @throws IllegalStateException if this publisher is disconnected
	 */
	public void publish(String topic, Object payload) {
		publish(topic, payload, Map.of());
	}

	/**
	 * Publish a message with headers to the subscriber.
	 * @param topic see {@link #publish(String, Object)}
	 * @param payload see {@link #publish(String, Object)}
	 * @param headers the headers
	 * @throws IllegalArgumentException if the subscriber does not have
	 * {@code headers: true}
	 */
	public void publish(String topic, Object payload, Map<String, String> headers) {
		requireConnected(this.publisher, "publisher", this.application.name());
		ZmqMessage message = this.publisher.prepare(payload,
				(this.settings.wireFormat() == WireFormat.RAW && topic.isEmpty()) ? null : topic, headers);
		if (this.toDrop.getAndUpdate((count) -> Math.max(0, count - 1)) > 0) {
			log(message, " (lost on the way: dropNext)");
			return;
		}
		Duration late = this.delay;
		if (late != null) {
			log(message, " (delayed by " + late.toMillis() + " ms)");
			this.delayed.add(this.resources.scheduler()
				.schedule(() -> this.publisher.publish(message), late.toNanos(), TimeUnit.NANOSECONDS));
			return;
		}
		boolean heard = message.topic().isEmpty() || this.publisher.hasSubscriber(message.topic());
		log(message, heard ? "" : " (lost: subscriber '" + this.application.name()
				+ "' has not subscribed to this topic, or is not running)");
		this.publisher.publish(message);
	}

	private void log(ZmqMessage message, String note) {
		this.resources.log()
			.all()
			.add(new RecordedMessage("test publisher of '" + this.application.name() + "'", message,
					this.application.codec(), note));
	}

	void dropNext(int count) {
		this.toDrop.set(count);
	}

	void delay(Duration duration) {
		this.delay = duration;
	}

	void silence() {
		this.silent = true;
	}

	@Override
	ZmqRole role() {
		return this.publisher;
	}

	@Override
	synchronized void start() {
		this.publisher.start();
		Duration within = this.settings.expectHeartbeatWithin();
		if (within != null && this.heartbeats == null) {
			this.heartbeats = this.resources.scheduler()
				.scheduleWithFixedDelay(this::beat, 0, Math.max(1, within.toMillis() / 4), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void beat() {
		if (this.silent || !this.publisher.isRunning()) {
			return;
		}
		this.sequence++;
		List<String> services = this.settings.expectHeartbeatFrom().isEmpty() ? List.of(SERVICE)
				: this.settings.expectHeartbeatFrom();
		for (String service : services) {
			this.publisher.publish(new Heartbeat(Instant.now(), service, "running", this.sequence).toJson(),
					this.settings.heartbeatTopic());
		}
	}

	@Override
	synchronized void stop() {
		if (this.heartbeats != null) {
			this.heartbeats.cancel(false);
			this.heartbeats = null;
		}
		this.publisher.stop();
	}

	@Override
	void close() {
		stop();
		this.publisher.close();
	}

	@Override
	void awaitConnection() {
		if (!this.application.isRunning() || !this.publisher.isRunning()) {
			return;
		}
		if (this.tcp) {
			awaitConnection(this.publisher);
		}
		this.resources.topics(this.application)
			.forEach((topic) -> this.publisher.awaitSubscriber(topic, RecordedMessages.LONGEST_WAIT));
		if (this.settings.expectHeartbeatWithin() != null && !this.silent && !isHeard()) {
			this.publisher.awaitSubscriber(this.settings.heartbeatTopic(), RecordedMessages.LONGEST_WAIT);
			beat();
			await(this::isHeard);
		}
	}

	// Otherwise a publisher that falls silent looks like one that was never there
	private boolean isHeard() {
		List<ZmqPeer> services = this.application.peers();
		return !services.isEmpty()
				&& services.stream().allMatch((service) -> service.lastHeardAt() != null && !service.silent());
	}

	@Override
	void endFaults() {
		this.toDrop.set(0);
		this.delay = null;
		this.silent = false;
	}

	@Override
	void clear() {
		super.clear();
		this.delayed.forEach((message) -> message.cancel(false));
		this.delayed.clear();
	}

}
