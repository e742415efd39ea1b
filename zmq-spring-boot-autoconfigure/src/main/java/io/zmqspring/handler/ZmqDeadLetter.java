package io.zmqspring.handler;

/**
 * An item of work that never got a result.
 *
 * @param controller the controller
 * @param pool the pool it was sent to
 * @param id its correlation value
 * @param work the work as it was sent
 * @param attempts how often it was sent
 * @param reason why it was given up
 */
public record ZmqDeadLetter(String controller, String pool, String id, byte[] work, int attempts, String reason) {

	@Override
	public String toString() {
		return "ZmqDeadLetter[%s.%s id=%s, %d bytes, %d attempts: %s]".formatted(this.controller, this.pool, this.id,
				this.work.length, this.attempts, this.reason);
	}

}
