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

import org.jspecify.annotations.Nullable;

import io.zmqspring.wire.TopicPattern;

/**
 * A handler and what it wants of its subscriber. Immutable.
 *
 * @param id the id of the listener or a description of the handler, for messages
 * @param patterns the topics it takes; empty for those no other handler takes
 * @param concurrency 1 to be called on the subscriber's thread; more to be called on as
 * many threads, messages of one topic always on the same
 * @param invocation how it is called
 * @param errorHandler hears of its errors instead of the subscriber's
 * @since 0.1
 */
public record HandlerSpec(String id, List<TopicPattern> patterns, int concurrency, HandlerInvocation invocation,
		@Nullable ZmqErrorHandler errorHandler) {

	public HandlerSpec {
		patterns = List.copyOf(patterns);
		if (concurrency < 1) {
			throw new IllegalArgumentException("concurrency must be at least 1 but is " + concurrency);
		}
	}

	/**
	 * Whether the handler takes what no other handler takes.
	 * @return {@code true} if it has no patterns
	 */
	public boolean takesTheRest() {
		return this.patterns.isEmpty();
	}

}
