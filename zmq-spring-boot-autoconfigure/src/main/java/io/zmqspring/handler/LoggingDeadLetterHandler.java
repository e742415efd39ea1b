package io.zmqspring.handler;

import java.time.Duration;

import io.zmqspring.support.LogThrottle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs dead letters, at most one line per five seconds.
 */
public final class LoggingDeadLetterHandler implements ZmqDeadLetterHandler {

	private static final Log logger = LogFactory.getLog(LoggingDeadLetterHandler.class);

	private final LogThrottle throttle = new LogThrottle(Duration.ofSeconds(5));

	@Override
	public void handle(ZmqDeadLetter letter) {
		this.throttle.log((heldBack) -> logger
			.error(letter + ((heldBack > 0) ? " (" + heldBack + " more since the last report)" : "")));
	}

}
