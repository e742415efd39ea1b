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

import java.util.function.BiPredicate;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;

/**
 * What happens to a message whose handler throws an exception: the handler is called
 * again as long as the retry policy allows it, then the message fails. A message that has
 * failed, or could not be read, becomes a dead letter and is reported to the error
 * handler. Immutable.
 *
 * @param retryPolicy which exceptions are retried, how often and after which back-off;
 * {@code null} to call the handler once. An {@link Error}, an
 * {@link InterruptedException} and a message that cannot be read are never retried
 * @param deadLetters publishes a message and its error as a dead letter, and returns
 * whether it was accepted; {@code null} for no dead letters
 * @param errorHandler handles the errors; {@code null} for the error handler of the role
 * @param replies receives the value of a {@link ZmqReplyingErrorHandler}; {@code null} to
 * ignore it
 * @since 0.1
 */
public record FailurePolicy(@Nullable RetryPolicy retryPolicy,
		@Nullable BiPredicate<ZmqMessage, ZmqException> deadLetters, @Nullable ZmqErrorHandler errorHandler,
		@Nullable Consumer<Object> replies) {

	/** One call, no dead letters, and the error handler of the role. */
	public static final FailurePolicy DEFAULT = new FailurePolicy(null, null, null, null);

}
