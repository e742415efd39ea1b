package io.zmqspring.handler;

import java.time.Duration;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.support.LogThrottle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs lost messages, rejected ones without a stack trace, and never more than one line
 * per five seconds of each kind.
 */
public final class LoggingErrorHandler implements ZmqErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	private final LogThrottle rejections = new LogThrottle(Duration.ofSeconds(5));

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(5));

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		if (error instanceof ZmqRejectedException rejection) {
			this.rejections.log((heldBack) -> logger.warn("Rejected (" + rejection.reason().tag() + ") " + message
					+ ": " + error.getMessage() + suffix(heldBack)));
		}
		else {
			this.failures.log((heldBack) -> logger.error(error.getMessage() + suffix(heldBack), error.getCause()));
		}
	}

	private static String suffix(long heldBack) {
		return (heldBack > 0) ? " (" + heldBack + " more since the last report)" : "";
	}

}
