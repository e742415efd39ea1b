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

package io.zmqspring.sample.live;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends the same snapshot to all browsers at a fixed rate; makes none while nobody looks.
 * Stops before the web server, which would otherwise wait for the browsers to go.
 */
class LiveStream implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LiveStream.class);

	private static final int THREADS = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();

	private final Supplier<String> snapshots;

	private final Duration interval;

	private @Nullable ScheduledThreadPoolExecutor threads;

	/**
	 * A stream.
	 * @param snapshots makes a snapshot
	 * @param interval the time between two of them
	 */
	LiveStream(Supplier<String> snapshots, Duration interval) {
		this.snapshots = snapshots;
		this.interval = interval;
	}

	/**
	 * A browser wants to look.
	 * @return what to answer, empty while this is not running
	 */
	synchronized Optional<SseEmitter> open() {
		if (this.threads == null) {
			return Optional.empty();
		}
		LiveClient client = new LiveClient();
		client.emitter().onCompletion(() -> this.clients.remove(client));
		this.clients.add(client);
		return Optional.of(client.emitter());
	}

	/**
	 * How many browsers look.
	 * @return the number
	 */
	int clients() {
		return this.clients.size();
	}

	@Override
	public synchronized void start() {
		if (this.threads == null) {
			CustomizableThreadFactory factory = new CustomizableThreadFactory("live-");
			factory.setDaemon(true);
			ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS, factory,
					new ThreadPoolExecutor.DiscardPolicy());
			executor.scheduleAtFixedRate(() -> tick(executor), 0, this.interval.toMillis(), TimeUnit.MILLISECONDS);
			this.threads = executor;
		}
	}

	private void tick(ScheduledThreadPoolExecutor executor) {
		if (this.clients.isEmpty()) {
			return;
		}
		try {
			String snapshot = this.snapshots.get();
			this.clients.forEach((client) -> client.offer(snapshot, executor));
		}
		catch (RuntimeException ex) {
			logger.error("Browsers get no snapshot this time", ex);
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledThreadPoolExecutor executor = this.threads;
		this.threads = null;
		if (executor != null) {
			this.clients.forEach((client) -> executor.execute(client::complete));
			executor.shutdown();
			awaitEnd(executor);
		}
	}

	private void awaitEnd(ScheduledThreadPoolExecutor executor) {
		try {
			if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				logger
					.warn("Browsers that do not read hold up the end of their streams; their threads are interrupted");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.threads != null;
	}

}
