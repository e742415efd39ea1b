package io.zmqspring.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.settings.Endpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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
