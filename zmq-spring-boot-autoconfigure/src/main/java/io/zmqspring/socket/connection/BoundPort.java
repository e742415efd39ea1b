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

package io.zmqspring.socket.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.support.Deadline;

/**
 * Waits until a port that was bound is free again. JeroMQ reports a listener as closed
 * before the selector of its I/O thread has released it, and only then the port is free.
 *
 * @since 0.1
 */
public final class BoundPort {

	private static final Log logger = LogFactory.getLog(BoundPort.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private static final long PROBE_INTERVAL_NANOS = 500_000;

	private BoundPort() {
	}

	/**
	 * Wait until the port of an endpoint can be bound, for two seconds at most.
	 * @param endpoint a tcp endpoint of this machine
	 * @return whether it can be bound
	 */
	public static boolean awaitRelease(Endpoint endpoint) {
		Deadline deadline = Deadline.in(RELEASE_TIMEOUT);
		while (!isFree(endpoint)) {
			if (deadline.hasPassed()) {
				logger.warn("The port of " + endpoint + " is not free " + RELEASE_TIMEOUT.toSeconds()
						+ " s after its socket was closed. The library closes it now. If it is bound again, that may fail");
				return false;
			}
			LockSupport.parkNanos(PROBE_INTERVAL_NANOS);
		}
		return true;
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
