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

package io.zmqspring.listener.invocation;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Describes the headers of the messages of a handler.
 *
 * @param labelHeader the name of the header that contains the topic or the pool,
 * {@code null} if there is none
 * @param fixed the headers with the same value for all messages
 * @param carried whether messages carry headers on the wire
 * @since 0.1
 */
public record HandlerHeaders(@Nullable String labelHeader, Map<String, String> fixed, boolean carried) {

	/**
	 * Return all headers of a message.
	 * @param topic the topic or the pool
	 * @param own the headers of the message on the wire
	 * @return a new modifiable map
	 */
	Map<String, Object> all(String topic, Map<String, String> own) {
		Map<String, Object> headers = new HashMap<>(own);
		headers.putAll(this.fixed);
		if (this.labelHeader != null) {
			headers.put(this.labelHeader, topic);
		}
		return headers;
	}

}
