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

package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.Endpoint;

/**
 * Knows whether a port is really free again. JeroMQ reports a listener as closed before
 * the selector of its I/O thread has let go of it, and only then is the port free.
 */
final class BoundPort {

	private static final Log logger = LogFactory.getLog(BoundPort.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private static final long PROBE_INTERVAL_NANOS = 500_000;

	private BoundPort() {
	}

	static void awaitRelease(Endpoint endpoint) {
		long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
		while (!isFree(endpoint)) {
			if (System.nanoTime() - deadline > 0) {
				logger.warn("The engine has not freed " + endpoint + " within " + RELEASE_TIMEOUT.toSeconds() + " s");
				return;
			}
			LockSupport.parkNanos(PROBE_INTERVAL_NANOS);
		}
	}

	private static boolean isFree(Endpoint endpoint) {
		// Binds without listening, so no peer can connect to the probe
		try (Socket probe = new Socket()) {
			probe.setReuseAddress(true);
			probe.bind(endpoint.isWildcard() ? new InetSocketAddress(endpoint.port())
					: new InetSocketAddress(endpoint.host(), endpoint.port()));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
