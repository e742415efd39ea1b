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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Resolves one argument of a handler method. Created once per method.
 */
@FunctionalInterface
interface HandlerArgument {

	/**
	 * Return the argument for one message.
	 * @param topic the topic
	 * @param payload the payload
	 * @param headers the headers of the message, unmodifiable
	 * @return the argument
	 * @throws RuntimeException if the argument cannot be resolved; a
	 * {@link io.zmqspring.message.ZmqRejectedException} specifies the reason
	 */
	@Nullable Object resolve(String topic, byte[] payload, Map<String, String> headers);

}
