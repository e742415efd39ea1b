package io.zmqspring.socket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.zmqspring.support.LogThrottle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Hands the messages of a receiving thread to its sink, counts them, and lets nothing
 * that the sink throws or leaves behind reach the next one.
 */
final class GuardedSink {

	private static final Log logger = LogFactory.getLog(GuardedSink.class);

	private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10));

	private final Traffic traffic = new Traffic();

	private final AtomicBoolean busy = new AtomicBoolean();

	private final FrameSink sink;

	private final BooleanSupplier closing;

	GuardedSink(FrameSink sink, BooleanSupplier closing) {
		this.sink = sink;
		this.closing = closing;
	}

	Traffic traffic() {
		return this.traffic;
	}

	void onMessage(Frames message) {
		this.traffic.add(message.bytes());
		this.busy.setOpaque(true);
		try {
			this.sink.onMessage(message);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
		this.busy.setOpaque(false);
		clearInterrupt();
	}

	void onUnread(Frames message) {
		this.traffic.add(message.bytes());
		try {
			this.sink.onUnread(message);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
		clearInterrupt();
	}

	void onAbandoned(Frames message) {
		this.traffic.add(message.bytes());
		try {
			this.sink.onAbandoned(message);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
	}

	/**
	 * Whether the receiving thread is in the sink, so not at its socket.
	 * @return {@code true} if it has not come back from it
	 */
	boolean isBusy() {
		return this.busy.getOpaque();
	}

	private void failed(Throwable failure) {
		this.failures.log((heldBack) -> logger.error("A message could not be handled on thread '"
				+ Thread.currentThread().getName() + "' and is lost (" + heldBack + " more since the last report)",
				failure));
	}

	// A handler's leftover must not cost the next message its place in a lane
	private void clearInterrupt() {
		if (!this.closing.getAsBoolean()) {
			Thread.interrupted();
		}
	}

	void onFailure(Throwable cause) {
		this.sink.onFailure(cause);
	}

}
