package io.zmqspring.socket.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.Own;
import zmq.SocketBase;

/**
 * The filter of a SUB for messages that have arrived. Publishers have filtered them
 * already (RFC 29), and the topic decides once more which handler gets a message, so that
 * in between a third look costs a copy of the frame's buffer and finds nothing; and what
 * it would find is better counted than thrown away without a word. Where JeroMQ is a
 * module that is not open, the filter stays.
 */
public final class SubscriberFilter {

	private static final Log logger = LogFactory.getLog(SubscriberFilter.class);

	private static final @Nullable VarHandle OPTIONS = find();

	private SubscriberFilter() {
	}

	private static @Nullable VarHandle find() {
		try {
			return MethodHandles.privateLookupIn(Own.class, MethodHandles.lookup())
				.findVarHandle(Own.class, "options", Options.class);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("Received messages are filtered by JeroMQ, too: it is a module that does not open zmq", ex);
			return null;
		}
	}

	public static void switchOff(SocketBase subscriber) {
		if (OPTIONS != null) {
			((Options) OPTIONS.get((Own) subscriber)).filter = false;
		}
	}

}
