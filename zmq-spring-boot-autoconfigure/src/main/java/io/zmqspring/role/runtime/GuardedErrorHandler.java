package io.zmqspring.role.runtime;

import java.time.Duration;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.LogThrottle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells an error handler so that whatever it throws, checked exceptions of other
 * languages included, does no harm to the thread that tells it.
 */
final class GuardedErrorHandler implements ZmqErrorHandler {

	private static final Log logger = LogFactory.getLog(GuardedErrorHandler.class);

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(5));

	private final ZmqErrorHandler delegate;

	GuardedErrorHandler(ZmqErrorHandler delegate) {
		this.delegate = delegate;
	}

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		try {
			this.delegate.handle(message, error);
		}
		catch (Throwable ex) {
			this.failures.log((heldBack) -> logger.error("The ZmqErrorHandler has thrown while it was told: "
					+ error.getMessage() + " (" + heldBack + " more since the last report)", ex));
		}
	}

}
