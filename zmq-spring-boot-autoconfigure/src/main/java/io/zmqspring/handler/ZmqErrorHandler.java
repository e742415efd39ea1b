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

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;

/**
 * Handles the errors of received messages: called for every message that was rejected,
 * whose handler threw an exception or took too long, or that a stop had to discard.
 * Define a bean of this type to replace the default, which logs at most one line of each
 * kind per five seconds and role. Called on the thread that handled the message.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqErrorHandler {

	/**
	 * Handle an error.
	 * @param message the message; its topic is empty if the topic could not be read
	 * @param error a {@link io.zmqspring.message.ZmqRejectedException}, a
	 * {@link io.zmqspring.message.ZmqHandlerException} whose cause is the exception of
	 * the handler, a {@link io.zmqspring.message.ZmqTimeoutException}, at a controller a
	 * {@link io.zmqspring.message.ZmqWorkFailedException}, or another exception that says
	 * why a stop has discarded the message
	 */
	void handle(ZmqMessage message, ZmqException error);

}
