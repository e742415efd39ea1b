package io.zmqspring.listener;

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
	 * @return the argument
	 * @throws io.zmqspring.message.ZmqRejectedException if the message does not give one
	 */
	@Nullable Object resolve(String topic, byte[] payload);

}
