package io.zmqspring.listener;

import java.util.function.Supplier;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqRejectedException;

/**
 * Turns the ways of a message not to reach its handler into one exception.
 */
final class Rejections {

	private Rejections() {
	}

	static Object undecodable(Supplier<Object> decoding) {
		try {
			return decoding.get();
		}
		catch (RuntimeException | StackOverflowError ex) {
			// StackOverflowError: a converter that recurses as deep as the payload says
			throw new ZmqRejectedException(RejectReason.UNDECODABLE,
					(ex.getMessage() != null) ? ex.getMessage() : ex.toString(), ex);
		}
	}

}
