/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.wire;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import io.zmqspring.message.ZmqConfigurationException;

/**
 * Headers on their way to the wire. Those of an observation only go where there is room:
 * no message fails for the sake of its trace.
 *
 * @since 0.1
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
