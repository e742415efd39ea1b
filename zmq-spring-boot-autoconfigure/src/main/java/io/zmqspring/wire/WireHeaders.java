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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHeaders;

/**
 * Encodes headers; can be loaded without Jackson. {@link HeaderFormat} needs Jackson and
 * is only loaded if there are headers. If the headers of an observation are too large
 * they are omitted, so that no message fails because of its trace.
 *
 * @since 0.1
 */
public final class WireHeaders {

	// A constant, so that HeaderFormat is not loaded
	private static final byte[] EMBEDDED = ("{\"" + HeaderFormat.MEMBER + "\":").getBytes(StandardCharsets.UTF_8);

	private WireHeaders() {
	}

	/**
	 * Encode headers.
	 * @param all the message's own headers and those of its observation
	 * @param own its own headers, encoded, if it has any
	 * @return all headers if they are within the limits, otherwise the message's own
	 */
	public static byte @Nullable [] encode(Map<String, String> all, byte @Nullable [] own) {
		if (all.isEmpty()) {
			return own;
		}
		try {
			return HeaderFormat.encode(all);
		}
		catch (IllegalArgumentException ex) {
			// For example, the baggage of a trace is larger than receivers accept
			return own;
		}
	}

	/**
	 * Return the headers of a message that are within the limits.
	 * @param all the message's own headers and those of its observation
	 * @param own its own headers
	 * @return all headers if they are within the limits, otherwise the message's own
	 * @throws IllegalArgumentException if its own headers are not within the limits
	 */
	public static Map<String, String> fitting(Map<String, String> all, Map<String, String> own) {
		if (own.isEmpty()) {
			return all;
		}
		byte[] ownBytes = HeaderFormat.encode(own);
		return (encode(all, ownBytes) != ownBytes) ? all : own;
	}

	/**
	 * Add to the headers of a message who has sent it.
	 * @param headers the headers that came with the message, not changed
	 * @param userId who has sent it, {@code null} if that is not known
	 * @param address the address of that peer
	 * @return all headers
	 */
	public static Map<String, String> withPeer(Map<String, String> headers, @Nullable String userId,
			@Nullable String address) {
		if (userId == null) {
			return headers;
		}
		Map<String, String> all = new HashMap<>(headers);
		all.put(ZmqHeaders.USER_ID, userId);
		if (address != null) {
			all.put(ZmqHeaders.PEER_ADDRESS, address);
		}
		return all;
	}

	/**
	 * Whether a frame looks like one of headers: it is a JSON object as far as its ends
	 * tell. Does not need Jackson.
	 * @param frame the frame
	 * @return {@code false} if it cannot contain headers
	 */
	public static boolean looksLikeHeaders(byte[] frame) {
		return frame.length > 1 && frame[0] == '{' && frame[frame.length - 1] == '}';
	}

	/**
	 * Whether a payload begins with headers, where senders insert them. Does not need
	 * Jackson.
	 * @param frame the bytes that end with the payload
	 * @param from the index of its first byte
	 * @return whether it does
	 */
	public static boolean areAt(byte[] frame, int from) {
		int to = from + EMBEDDED.length;
		return to <= frame.length && Arrays.equals(frame, from, to, EMBEDDED, 0, EMBEDDED.length);
	}

	/**
	 * Check that headers can be read and written.
	 * @param entry the role in the settings, such as {@code zmq.publishers.events}
	 * @param headers whether the messages of the role have headers
	 * @throws ZmqConfigurationException if they have headers but Jackson is absent
	 */
	public static void checkPossible(String entry, boolean headers) {
		if (headers
				&& !ClassUtils.isPresent("tools.jackson.core.json.JsonFactory", WireHeaders.class.getClassLoader())) {
			throw new ZmqConfigurationException(entry + ".headers is true, but headers are JSON and Jackson is absent",
					"Add spring-boot-starter-jackson, or remove the key");
		}
	}

}
