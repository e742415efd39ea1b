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

package io.zmqspring.publisher;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;

import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;

/**
 * Publishes signs of life for every publisher with {@code heartbeat.enabled}: one at once
 * when it has started, then one per {@code heartbeat.interval} until it stops, however
 * often it starts and stops. A heartbeat that fails is recorded with the publisher, and
 * the next one is due all the same. All publishers share a thread, which lives while one
 * of them runs. Safe for any thread.
 *
 * @since 0.1
 */
public final class Heartbeats implements ApplicationListener<ZmqStateChangedEvent>, Ordered, DisposableBean {

	private final Map<ZmqPublisher, Future<?>> beating = new IdentityHashMap<>();

	private final @Nullable String application;

	private @Nullable ScheduledThreadPoolExecutor scheduler;

	/**
	 * Create the heartbeats.
	 * @param application the name of the application, which becomes the {@code service}
	 * of its heartbeats; without one, the name of the publisher does
	 */
	public Heartbeats(@Nullable String application) {
		this.application = StringUtils.hasText(application) ? application : null;
	}

	@Override
	public void onApplicationEvent(ZmqStateChangedEvent event) {
		if (event.getSource() instanceof ZmqPublisher publisher && publisher.settings().heartbeat().enabled()) {
			follow(publisher);
		}
	}

	// The state of the moment: events may be late, or out of order where an application
	// has them published by several threads
	private synchronized void follow(ZmqPublisher publisher) {
		boolean running = publisher.state() == ZmqState.RUNNING;
		if (running) {
			this.beating.computeIfAbsent(publisher, this::start);
			return;
		}
		Future<?> beats = this.beating.remove(publisher);
		if (beats != null) {
			beats.cancel(false);
			endThreadOfNobody();
		}
	}

	private Future<?> start(ZmqPublisher publisher) {
		if (this.scheduler == null) {
			this.scheduler = new ScheduledThreadPoolExecutor(1, Heartbeats::thread);
			this.scheduler.setRemoveOnCancelPolicy(true);
		}
		String service = (this.application != null) ? this.application : publisher.name();
		return this.scheduler.scheduleWithFixedDelay(new HeartbeatTask(publisher, service), 0,
				publisher.settings().heartbeat().interval().toNanos(), TimeUnit.NANOSECONDS);
	}

	private void endThreadOfNobody() {
		if (this.beating.isEmpty() && this.scheduler != null) {
			this.scheduler.shutdown();
			this.scheduler = null;
		}
	}

	private static Thread thread(Runnable target) {
		Thread thread = new Thread(target, "zmq-heartbeat");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Before other listeners: one that throws keeps those behind it from hearing.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public synchronized void destroy() {
		this.beating.values().forEach((beats) -> beats.cancel(false));
		this.beating.clear();
		endThreadOfNobody();
	}

}
