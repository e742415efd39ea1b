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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.settings.SettingText;
import io.zmqspring.support.PrintableText;
import io.zmqspring.wire.WorkError;

/**
 * The failure of an item, as its worker has told it, or because no attempt is left.
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

	/**
	 * Say why an item of which no attempt is left is a dead letter.
	 * @param item the item
	 * @param timeout the redelivery time-out
	 * @return the reason
	 */
	static String reason(WorkItem item, Duration timeout) {
		String late = "within the redelivery-timeout of " + SettingText.of(timeout);
		WorkError error = item.lastError();
		if (error == null) {
			return "no attempt had a result " + late;
		}
		if (item.hasFailed()) {
			return "each attempt failed, the last one with " + text(error);
		}
		return item.failures() + " of " + item.attempts() + " attempts failed (latest error: " + text(error)
				+ "), the others had no result " + late;
	}

	/**
	 * Return the exception for the request of an item that is a dead letter.
	 * @param letter the dead letter
	 * @param error the last error that a worker has told, {@code null} if none has
	 * @return the exception
	 */
	static ZmqWorkFailedException deadLetter(ZmqDeadLetter letter, @Nullable WorkError error) {
		return exception(letter.pool(), letter.id(), "is a dead letter after " + letter.attempts()
				+ ((letter.attempts() == 1) ? " attempt" : " attempts") + ": " + letter.reason(), error);
	}

	ZmqWorkFailedException toException() {
		return exception(this.pool, this.id, "failed: " + text(this.error), this.error);
	}

	private static ZmqWorkFailedException exception(String pool, String id, String outcome, @Nullable WorkError error) {
		return new ZmqWorkFailedException("Work '" + PrintableText.of(id) + "' of pool '" + pool + "' " + outcome,
				(error != null) ? error.type() : null, (error != null) ? error.message() : null);
	}

}
