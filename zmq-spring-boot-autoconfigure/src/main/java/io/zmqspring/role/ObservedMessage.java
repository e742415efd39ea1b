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

package io.zmqspring.role;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.support.PrintableText;

/**
 * What is known about a message, or a batch, when its observation begins.
 *
 * @param operation what the role does with the message
 * @param role the kind of role
 * @param name the name of the role in the settings
 * @param destination the topic, or the pool; empty if there is none or several
 * @param handler the id of the handler, {@code null} if the message is sent
 * @param headers the headers; for a message to be sent, a map to which the observer may
 * add headers before the message is sent
 * @since 0.1
 */
public record ObservedMessage(MessageOperation operation, String role, String name, String destination,
		@Nullable String handler, Map<String, String> headers) {

	/**
	 * The message without the values of its headers.
	 * @return a printable text
	 */
	@Override
	public String toString() {
		return "ObservedMessage[" + this.operation + " by " + this.role + " '" + this.name + "', destination="
				+ PrintableText.of(this.destination) + ", headers=" + PrintableText.of(this.headers.keySet().toString())
				+ "]";
	}

}
