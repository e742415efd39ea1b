package io.zmqspring.handler;

import java.util.Map;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * How a work handler is called.
 */
@FunctionalInterface
public interface WorkInvocation {

	/**
	 * Call the handler.
	 * @param work the work as it came
	 * @param headers the headers it carried, unmodifiable
	 * @return its result, a {@code CompletionStage} or {@code null}
	 * @throws Throwable what the handler throws; a
	 * {@link io.zmqspring.message.ZmqRejectedException} if it was not reached
	 */
	@Nullable Object invoke(byte[] work, Map<String, String> headers) throws Throwable;

	/**
	 * Read work as an object.
	 * @param decoder reads it
	 * @param work the work as it came
	 * @return the object
	 * @throws ZmqRejectedException if it is none
	 */
	static Object decode(PayloadCodec.Decoder decoder, byte[] work) {
		try {
			return decoder.decode(work);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// StackOverflowError: a converter that recurses as deep as the payload says
			throw ZmqRejectedException.undecodable(ex);
		}
	}

}
