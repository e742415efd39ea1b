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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
 * Sends the same snapshot to all connected browsers at a fixed rate. Creates no snapshots
 * while no browser is connected. Stops before the web server, which would otherwise wait
 * until the browsers disconnect.
 */
class LiveStream implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LiveStream.class);

	private static final int THREADS = 3;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();

	private final Supplier<String> snapshots;

	private final Duration interval;

	private @Nullable ScheduledThreadPoolExecutor executor;

	/**
	 * Create a stream.
	 * @param snapshots creates a snapshot
	 * @param interval the time between two snapshots
	 */
	LiveStream(Supplier<String> snapshots, Duration interval) {
		this.snapshots = snapshots;
		this.interval = interval;
	}

	/**
	 * Add a browser.
	 * @return the emitter of its events, empty while the stream is not running
	 */
	synchronized Optional<SseEmitter> open() {
		if (this.executor == null) {
			return Optional.empty();
		}
		LiveClient client = new LiveClient();
		client.emitter().onCompletion(() -> this.clients.remove(client));
		this.clients.add(client);
		return Optional.of(client.emitter());
	}

	/**
	 * The number of connected browsers.
	 * @return the number
	 */
	int clients() {
		return this.clients.size();
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			CustomizableThreadFactory factory = new CustomizableThreadFactory("live-");
			factory.setDaemon(true);
			ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(THREADS, factory,
					new ThreadPoolExecutor.DiscardPolicy());
			started.scheduleAtFixedRate(() -> sendSnapshot(started), 0, this.interval.toMillis(),
					TimeUnit.MILLISECONDS);
			this.executor = started;
		}
	}

	private void sendSnapshot(Executor sender) {
		if (this.clients.isEmpty()) {
			return;
		}
		try {
			String snapshot = this.snapshots.get();
			this.clients.forEach((client) -> client.offer(snapshot, sender));
		}
		catch (RuntimeException ex) {
			logger.error("The snapshot for the live page could not be created; the next attempt follows in "
					+ this.interval.toMillis() + " ms", ex);
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledThreadPoolExecutor stopped = this.executor;
		this.executor = null;
		if (stopped != null) {
			this.clients.forEach((client) -> stopped.execute(client::complete));
			stopped.shutdown();
			awaitTermination(stopped);
		}
	}

	private static void awaitTermination(ExecutorService stopped) {
		try {
			if (!stopped.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The streams of some browsers have not ended after " + STOP_TIMEOUT.toSeconds()
						+ " s, because the browsers do not read; their threads are interrupted");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			stopped.shutdownNow();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

}
