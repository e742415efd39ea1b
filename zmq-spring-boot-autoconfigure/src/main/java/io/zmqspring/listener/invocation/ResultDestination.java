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

import org.springframework.core.ResolvableType;

/**
 * Where the results of a listener go.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ResultDestination {

	/**
	 * Publish one result.
	 * @param result the result, not a collection
	 * @throws RuntimeException if it cannot be published; the message that the listener
	 * has handled then fails
	 */
	void publish(Object result);

	/**
	 * Publish the reply of an error handler.
	 * @param reply the reply; each element of a collection is published as one result
	 */
	default void publishReply(Object reply) {
		new PublishedResults(this, ResultType.of(ResolvableType.forClass(Object.class))).publish(reply);
	}

}
