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

/**
 * Why a message was given up although nothing was wrong with it.
 *
 * @since 0.1
 */
public enum DropReason {

	/** Nobody listens to the topic. Such a message has no receiver to miss it. */
	NO_SUBSCRIBER("no-subscriber"),

	/** The queue of a subscriber was full. Counted once per subscriber. */
	SLOW_SUBSCRIBER("slow-subscriber"),

	/** A stop had lost its patience before the message was taken or its result sent. */
	STOPPED("stopped"),

	/** An item of work had no result after its last attempt. */
	DEAD_LETTER("dead-letter");

	private final String tag;

	DropReason(String tag) {
		this.tag = tag;
	}

	/**
	 * As it stands in statistics and metrics.
	 * @return such as {@code dead-letter}
	 */
	public String tag() {
		return this.tag;
	}

}
