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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A browser that shows the page. A browser that reads too slowly misses snapshots, and
 * does not delay other browsers.
 */
final class LiveClient {

	private static final Log logger = LogFactory.getLog(LiveClient.class);

	private static final long NO_TIMEOUT = 0;

	private static final long RETRY_MILLIS = 1000;

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);

	private final AtomicBoolean sending = new AtomicBoolean();

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Send a snapshot, unless the previous one is still being sent.
	 * @param snapshot the snapshot
	 * @param executor runs the sending, which may wait for the browser
	 */
	void offer(String snapshot, Executor executor) {
		if (this.sending.compareAndSet(false, true)) {
			executor.execute(() -> send(snapshot));
		}
	}

	private void send(String snapshot) {
		try {
			this.emitter.send(SseEmitter.event().reconnectTime(RETRY_MILLIS).data(snapshot, TEXT));
		}
		catch (IOException | IllegalStateException ex) {
			// The server detects this too, and then completes the emitter
			logger.debug("A browser has disconnected", ex);
		}
		finally {
			this.sending.set(false);
		}
	}

	void complete() {
		this.emitter.complete();
	}

}
