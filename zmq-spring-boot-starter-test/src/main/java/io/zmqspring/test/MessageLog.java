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

package io.zmqspring.test;

import java.util.List;

import io.zmqspring.test.idle.IdleApplication;

/**
 * All messages between the application and its test peers, in the order in which they
 * were recorded.
 */
final class MessageLog {

	private static final int MOST_TOLD = 20;

	private final IdleApplication idle = new IdleApplication();

	private final RecordedMessages all = new RecordedMessages("the application and its test peers", this.idle::await,
			() -> "");

	RecordedMessages all() {
		return this.all;
	}

	/**
	 * Who may still send messages.
	 * @return waits until nobody does
	 */
	IdleApplication idle() {
		return this.idle;
	}

	/**
	 * What happened, for messages of failures.
	 * @return lines, or a sentence
	 */
	String describe() {
		List<RecordedMessage> messages = this.all.snapshot();
		if (messages.isEmpty()) {
			return "\nNo message was sent or received since the test began.";
		}
		StringBuilder text = new StringBuilder("\nAll messages since the test began:");
		int first = Math.max(0, messages.size() - MOST_TOLD);
		if (first > 0) {
			text.append("\n  … ").append(first).append(" more");
		}
		messages.subList(first, messages.size()).forEach((message) -> text.append("\n  ").append(message));
		return text.toString();
	}

}
