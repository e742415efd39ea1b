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

package io.zmqspring.controller;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.support.PrintableText;
import io.zmqspring.wire.WorkError;

/**
 * The failure of an item, as its worker has told it.
 *
 * @param pool the name of the pool
 * @param id the correlation value of the item
 * @param error the error
 */
record WorkFailure(String pool, String id, WorkError error) {

	private static final int LONGEST = 2 * WorkError.LONGEST_MESSAGE;

	/**
	 * The error as text, fit to be shown.
	 * @return its type and its message, as far as the worker has told them
	 */
	static String text(WorkError error) {
		String type = error.type();
		String message = error.message();
		if (type == null && message == null) {
			return "the worker did not tell why";
		}
		if (type != null && message != null) {
			return PrintableText.of(type + ": " + message, LONGEST);
		}
		return PrintableText.of((type != null) ? type : String.valueOf(message), LONGEST);
	}

	ZmqWorkFailedException toException(@Nullable ZmqDeadLetter letter) {
		String outcome = (letter != null) ? "failed in each of " + letter.attempts() + " attempts and is a dead letter"
				: "failed";
		return new ZmqWorkFailedException("Work '" + PrintableText.of(this.id) + "' of pool '" + this.pool + "' "
				+ outcome + ": " + text(this.error), this.error.type(), this.error.message());
	}

}
