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

package io.zmqspring.role.runtime;

import java.util.function.BiPredicate;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.handler.ZmqReplyingErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.support.FailureLog;

/**
 * Publishes a failed message as a dead letter, calls the error handler, and passes on its
 * reply. An exception that one of them throws, including checked exceptions of other JVM
 * languages, has no effect on the calling thread.
 */
final class GuardedErrorHandler implements ZmqErrorHandler {

	private static final Log logger = LogFactory.getLog(GuardedErrorHandler.class);

	private final FailureLog failures = FailureLog.errors(logger,
			() -> "The ZmqErrorHandler has thrown an exception while it handled");

	private final FailureLog lostReplies = FailureLog.errors(logger,
			() -> "The reply of a ZmqReplyingErrorHandler could not be sent after");

	private final FailureLog lostLetters = FailureLog.errors(logger,
			() -> "A message could not be published as a dead letter after");

	private final ZmqErrorHandler delegate;

	private final FailurePolicy policy;

	private final Runnable onDeadLetter;

	GuardedErrorHandler(ZmqErrorHandler delegate) {
		this(delegate, FailurePolicy.DEFAULT, () -> {
		});
	}

	/**
	 * Create the error handler of a handler.
	 * @param delegate the error handler
	 * @param policy publishes dead letters, and takes replies
	 * @param onDeadLetter called for each dead letter that was published
	 */
	GuardedErrorHandler(ZmqErrorHandler delegate, FailurePolicy policy, Runnable onDeadLetter) {
		this.delegate = (delegate instanceof GuardedErrorHandler guarded) ? guarded.delegate : delegate;
		this.policy = policy;
		this.onDeadLetter = onDeadLetter;
	}

	boolean mayReply() {
		return this.delegate instanceof ZmqReplyingErrorHandler;
	}

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		reply(message, error);
	}

	/**
	 * Handle an error.
	 * @param message the message
	 * @param error the error
	 * @return the reply of the error handler, {@code null} if there is none or it has
	 * been sent
	 */
	@Nullable Object reply(ZmqMessage message, ZmqException error) {
		publish(message, error);
		Object reply = call(message, error);
		Consumer<Object> replies = this.policy.replies();
		if (reply == null || replies == null) {
			return reply;
		}
		try {
			replies.accept(reply);
		}
		catch (Throwable ex) {
			replyLost(ex, error);
		}
		return null;
	}

	void replyLost(Throwable failure, Throwable error) {
		this.lostReplies.add(failure, error);
	}

	private void publish(ZmqMessage message, ZmqException error) {
		BiPredicate<ZmqMessage, ZmqException> deadLetters = this.policy.deadLetters();
		try {
			if (deadLetters != null && deadLetters.test(message, error)) {
				this.onDeadLetter.run();
			}
		}
		catch (Throwable ex) {
			this.lostLetters.add(ex, error);
		}
	}

	private @Nullable Object call(ZmqMessage message, ZmqException error) {
		try {
			if (this.delegate instanceof ZmqReplyingErrorHandler replying) {
				return replying.reply(message, error);
			}
			this.delegate.handle(message, error);
		}
		catch (Throwable ex) {
			this.failures.add(ex, error);
		}
		return null;
	}

}
