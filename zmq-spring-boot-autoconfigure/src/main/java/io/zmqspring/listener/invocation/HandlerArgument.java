package io.zmqspring.listener.invocation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where one argument of a handler method comes from. Decided once per method.
 */
@FunctionalInterface
interface HandlerArgument {

	/**
	 * The argument for one message.
	 * @param topic the topic
	 * @param payload the payload
	 * @param headers the headers it carried, unmodifiable
	 * @return the argument
	 * @throws RuntimeException if the message does not give one; a
	 * {@link io.zmqspring.message.ZmqRejectedException} to give the reason
	 */
	@Nullable Object resolve(String topic, byte[] payload, Map<String, String> headers);

}
