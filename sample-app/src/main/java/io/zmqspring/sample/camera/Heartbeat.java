package io.zmqspring.sample.camera;

import java.time.Instant;

/**
 * A sign of life.
 *
 * @param type what kind of message this is
 * @param service who is alive
 * @param sequence counts up from 1 since the service started; a gap means loss
 * @param timestamp when it was sent
 */
public record Heartbeat(String type, String service, long sequence, Instant timestamp) {

	Heartbeat(String service, long sequence) {
		this("Heartbeat", service, sequence, Instant.now());
	}

}
