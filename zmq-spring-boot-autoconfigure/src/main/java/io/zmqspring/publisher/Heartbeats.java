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
import io.zmqspring.support.PoolThreads;

/**
 * Publishes heartbeats for every publisher with {@code heartbeat.enabled}: the first when
 * it has started, then one per {@code heartbeat.interval} until it stops. A heartbeat
 * that fails is recorded as an error of the publisher; the next one follows as usual. All
 * publishers share one thread, which lives while one of them is running. Safe for any
 * thread.
 *
 * @since 0.1
 */
public final class Heartbeats implements ApplicationListener<ZmqStateChangedEvent>, Ordered, DisposableBean {

	private final Map<ZmqPublisher, Future<?>> running = new IdentityHashMap<>();

	private final @Nullable String application;

	private @Nullable ScheduledThreadPoolExecutor scheduler;

	/**
	 * Create the heartbeats.
	 * @param application the name of the application, the {@code service} of its
	 * heartbeats; without one, the name of the publisher is used
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

	// The current state, because events may be late, or out of order if the application
	// publishes them by several threads
	private synchronized void follow(ZmqPublisher publisher) {
		boolean isRunning = publisher.state() == ZmqState.RUNNING;
		if (isRunning) {
			this.running.computeIfAbsent(publisher, this::start);
			return;
		}
		Future<?> heartbeats = this.running.remove(publisher);
		if (heartbeats != null) {
			heartbeats.cancel(false);
			endUnusedThread();
		}
	}

	private Future<?> start(ZmqPublisher publisher) {
		if (this.scheduler == null) {
			this.scheduler = PoolThreads.scheduler("zmq-heartbeat");
		}
		String service = (this.application != null) ? this.application : publisher.name();
		return this.scheduler.scheduleWithFixedDelay(new HeartbeatTask(publisher, service), 0,
				publisher.settings().heartbeat().interval().toNanos(), TimeUnit.NANOSECONDS);
	}

	private void endUnusedThread() {
		if (this.running.isEmpty() && this.scheduler != null) {
			this.scheduler.shutdown();
			this.scheduler = null;
		}
	}

	/**
	 * Before other listeners, because the exception of a listener ends the notification.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public synchronized void destroy() {
		this.running.values().forEach((heartbeats) -> heartbeats.cancel(false));
		this.running.clear();
		endUnusedThread();
	}

}
