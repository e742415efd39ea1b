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

package io.zmqspring.handler;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;

/**
 * An error handler that may return a value in place of the result that a handler could
 * not return: at a worker it is sent to the controller instead of the error, and at a
 * listener with {@code @SendTo} it is published. Other listeners ignore it. The message
 * counts as failed in any case.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqReplyingErrorHandler extends ZmqErrorHandler {

	/**
	 * Handle an error.
	 * @param message see {@link ZmqErrorHandler#handle}
	 * @param error see {@link ZmqErrorHandler#handle}
	 * @return the value in place of the result, {@code null} for none
	 */
	@Nullable Object reply(ZmqMessage message, ZmqException error);

	@Override
	default void handle(ZmqMessage message, ZmqException error) {
		reply(message, error);
	}

}
