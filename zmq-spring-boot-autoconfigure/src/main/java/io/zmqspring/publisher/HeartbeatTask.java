package io.zmqspring.publisher;

import java.time.Instant;
import java.util.Locale;

import io.zmqspring.role.ZmqState;
import io.zmqspring.wire.Heartbeat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Publishes the heartbeats of one publisher from its start to its stop, one per run. Used
 * by one thread at a time.
 */
final class HeartbeatTask implements Runnable {

	private static final Log logger = LogFactory.getLog(HeartbeatTask.class);

	private final ZmqPublisher publisher;

	private final String service;

	private long sequence;

	HeartbeatTask(ZmqPublisher publisher, String service) {
		this.publisher = publisher;
		this.service = service;
	}

	@Override
	public void run() {
		this.sequence++;
		try {
			String state = this.publisher.state().name().toLowerCase(Locale.ROOT);
			byte[] json = new Heartbeat(Instant.now(), this.service, state, this.sequence).toJson();
			this.publisher.publish(json, this.publisher.settings().heartbeat().topic());
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	// Whatever leaves run() would end the heartbeats for ever
	private void failed(Throwable error) {
		try {
			if (this.publisher.state() == ZmqState.RUNNING) {
				this.publisher.recordError(error, false);
			}
			else {
				logger.debug("Publisher '" + this.publisher.name() + "' has stopped before its heartbeat", error);
			}
		}
		catch (Throwable ex) {
			ex.addSuppressed(error);
			logger.error("A failed heartbeat of publisher '" + this.publisher.name() + "' could not be reported", ex);
		}
	}

}
