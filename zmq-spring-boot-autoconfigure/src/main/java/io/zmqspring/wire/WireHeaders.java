package io.zmqspring.wire;

import java.util.Map;

import io.zmqspring.message.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Headers on their way to the wire. Those of an observation only go where there is room:
 * no message fails for the sake of its trace.
 */
public final class WireHeaders {

	private WireHeaders() {
	}

	/**
	 * Headers as they stand on the wire.
	 * @param all the message's own headers and those of its observation
	 * @param own its own headers as they stand on the wire, if it has any
	 * @return all if they fit, else its own
	 */
	public static byte @Nullable [] encode(Map<String, String> all, byte @Nullable [] own) {
		if (all.isEmpty()) {
			return own;
		}
		try {
			return HeaderFormat.encode(all);
		}
		catch (IllegalArgumentException ex) {
			// such as the baggage of a trace that is larger than what receivers accept
			return own;
		}
	}

	/**
	 * Refuse headers where they cannot be read or written.
	 * @param entry the role in the settings, such as {@code zmq.publishers.events}
	 * @param headers whether it is to have headers
	 * @throws ZmqConfigurationException if there is no JSON
	 */
	public static void checkPossible(String entry, boolean headers) {
		if (headers
				&& !ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", WireHeaders.class.getClassLoader())) {
			throw new ZmqConfigurationException(entry + ".headers is true, but headers are JSON and Jackson is absent",
					"Add spring-boot-starter-jackson, or remove the key");
		}
	}

}
