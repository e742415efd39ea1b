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

import java.util.List;

import io.zmqspring.wire.TopicPattern;

/**
 * A handler and its options. Immutable.
 *
 * @param id the id of the listener or a description of the handler, used in messages
 * @param patterns the topics it handles; empty for the messages that no other handler
 * handles
 * @param concurrency the number of threads that call the handler; 1 = the thread of the
 * subscriber. Messages of one topic are always handled by the same thread
 * @param invocation calls the handler
 * @param failurePolicy what happens to a message whose call fails
 * @since 0.1
 */
public record HandlerSpec(String id, List<TopicPattern> patterns, int concurrency, HandlerInvocation invocation,
		FailurePolicy failurePolicy) {

	/**
	 * Check the specification.
	 * @throws IllegalArgumentException if {@code concurrency} is less than 1
	 */
	public HandlerSpec {
		patterns = List.copyOf(patterns);
		if (concurrency < 1) {
			throw new IllegalArgumentException("concurrency must be at least 1 but is " + concurrency);
		}
	}

	/**
	 * Return the specification of a handler of one topic, with the thread and the error
	 * handler of its subscriber.
	 * @param pattern the topic
	 * @param invocation calls the handler
	 * @return the specification
	 */
	public static HandlerSpec of(TopicPattern pattern, HandlerInvocation invocation) {
		return new HandlerSpec("handler of " + pattern, List.of(pattern), 1, invocation);
	}

	/**
	 * Create the specification of a handler with the default failure policy.
	 * @param id see {@link #id()}
	 * @param patterns see {@link #patterns()}
	 * @param concurrency see {@link #concurrency()}
	 * @param invocation see {@link #invocation()}
	 * @throws IllegalArgumentException if {@code concurrency} is less than 1
	 */
	public HandlerSpec(String id, List<TopicPattern> patterns, int concurrency, HandlerInvocation invocation) {
		this(id, patterns, concurrency, invocation, FailurePolicy.DEFAULT);
	}

	/**
	 * Whether the handler receives the messages that no other handler handles.
	 * @return {@code true} if it has no patterns
	 */
	public boolean takesTheRest() {
		return this.patterns.isEmpty();
	}

}
