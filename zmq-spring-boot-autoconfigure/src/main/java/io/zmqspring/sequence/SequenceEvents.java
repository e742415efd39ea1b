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

package io.zmqspring.sequence;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.ZmqMessageTooOldEvent;
import io.zmqspring.role.ZmqMessagesLostEvent;
import io.zmqspring.role.ZmqRoleEvent;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.LogThrottle;

/**
 * Publishes the events of lost and old messages. A peer can cause any number of them, so
 * they wait in a queue of their own, and let other events pass. Safe for any thread.
 */
final class SequenceEvents {

	private static final Log logger = LogFactory.getLog(SequenceEvents.class);

	private static final int MOST_WAITING = 100_000;

	private static final int AT_ONCE = 100;

	private static final long OVERDUE_NANOS = Duration.ofSeconds(1).toNanos();

	private final Queue<ZmqRoleEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final LogThrottle discarded = new LogThrottle(Duration.ofSeconds(10));

	private final Object source;

	private final RoleStatus status;

	private final ZmqContext context;

	private final ApplicationEventPublisher events;

	private volatile long scheduledAt;

	/**
	 * Create the events of a subscriber.
	 * @param source the subscriber itself
	 * @param status its name
	 * @param context runs listeners
	 * @param events publishes events
	 */
	SequenceEvents(Object source, RoleStatus status, ZmqContext context, ApplicationEventPublisher events) {
		this.source = source;
		this.status = status;
		this.context = context;
		this.events = events;
	}

	void lost(String topic, PublisherEpoch publisher, long from, long to) {
		publish(new ZmqMessagesLostEvent(this.source, this.status.role(), this.status.name(), publisher.toString(),
				topic, from, to));
	}

	void tooOld(String topic, PublisherEpoch publisher, long age) {
		publish(new ZmqMessageTooOldEvent(this.source, this.status.role(), this.status.name(), publisher.toString(),
				topic, Duration.ofNanos(age)));
	}

	private void publish(ZmqRoleEvent event) {
		if (!this.waiting.offer(event)) {
			this.discarded.log((suffix) -> logger
				.warn(this.status + " discards an event of a lost or old message," + " because " + MOST_WAITING
						+ " wait already: a listener is too slow. The statistics count these" + " messages" + suffix));
		}
		// The context discards tasks when too many wait
		if (this.scheduled.compareAndSet(false, true) || System.nanoTime() - this.scheduledAt > OVERDUE_NANOS) {
			schedule();
		}
	}

	private void schedule() {
		this.scheduledAt = System.nanoTime();
		this.context.dispatch(this::publishSome);
	}

	private void publishSome() {
		try {
			ZmqRoleEvent event = this.waiting.poll();
			for (int i = 1; event != null; i++) {
				this.events.publishEvent(event);
				event = (i < AT_ONCE) ? this.waiting.poll() : null;
			}
		}
		finally {
			this.scheduled.set(false);
			if (!this.waiting.isEmpty() && this.scheduled.compareAndSet(false, true)) {
				schedule();
			}
		}
	}

}
