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

package io.zmqspring.test.fault;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.ObservedMessage;
import io.zmqspring.role.SendInterceptor;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.support.Deadline;

/**
 * The faults of one publisher of the application.
 *
 * @since 0.1
 */
public final class PublishFaults implements SendInterceptor {

	private final ZmqPublisher publisher;

	private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger toDrop = new AtomicInteger();

	private volatile @Nullable Duration delay;

	/**
	 * Create the faults, none at first.
	 * @param publisher the publisher
	 */
	public PublishFaults(ZmqPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Let the next publishing throw an exception.
	 * @param exception the exception
	 */
	public void failNext(RuntimeException exception) {
		this.failures.add(exception);
		this.publisher.interceptWith(this);
	}

	/**
	 * Let the next messages meet a full queue.
	 * @param count how many messages
	 */
	public void dropNext(int count) {
		this.toDrop.set(count);
		this.publisher.interceptWith(this);
	}

	/**
	 * Let each publishing take longer.
	 * @param duration how much longer
	 */
	public void delay(Duration duration) {
		this.delay = duration;
		this.publisher.interceptWith(this);
	}

	/**
	 * End all faults.
	 */
	public void clear() {
		this.publisher.interceptWith(null);
		this.failures.clear();
		this.toDrop.set(0);
		this.delay = null;
	}

	@Override
	public void beforeSend(ObservedMessage message) {
		PublisherSettings settings = this.publisher.settings();
		boolean heartbeat = settings.heartbeat().enabled()
				&& message.destination().equals(settings.heartbeat().topic());
		if (message.operation() != MessageOperation.PUBLISH || heartbeat) {
			return;
		}
		Duration late = this.delay;
		if (late != null) {
			pause(late);
		}
		RuntimeException failure = this.failures.poll();
		if (failure != null) {
			throw failure;
		}
		if (this.toDrop.getAndUpdate((count) -> Math.max(0, count - 1)) > 0) {
			if (settings.overflow() == Overflow.BLOCK) {
				pause(settings.sendTimeout());
			}
			throw new QueueFullException();
		}
	}

	private static void pause(Duration duration) {
		Deadline deadline = Deadline.in(duration);
		while (!deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(deadline.nanosLeft());
		}
	}

}
