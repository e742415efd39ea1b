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

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.wire.WorkError;

/**
 * One item of work in a {@link Ledger}. {@code sentAt}, {@code retryAt} and {@code ended}
 * change under the lock of the ledger; attempts are changed by the thread that sends.
 */
final class WorkItem {

	private final String id;

	private final ZmqMessage work;

	long sentAt;

	long retryAt;

	boolean ended;

	private volatile int attempts;

	private volatile int failures;

	private volatile @Nullable WorkError lastError;

	WorkItem(String id, ZmqMessage work) {
		this.id = id;
		this.work = work;
	}

	String id() {
		return this.id;
	}

	ZmqMessage work() {
		return this.work;
	}

	/**
	 * How often it was sent.
	 * @return the number
	 */
	int attempts() {
		return this.attempts;
	}

	void attempted() {
		this.attempts = this.attempts + 1;
	}

	/**
	 * Count an error that a worker has told. Called under the lock of the ledger.
	 * @param error the error
	 */
	void failed(WorkError error) {
		this.failures = this.failures + 1;
		this.lastError = error;
	}

	/**
	 * Whether every attempt has ended with an error, so that no result will come.
	 * @return {@code false} if a worker may still be processing it
	 */
	boolean hasFailed() {
		return this.failures > 0 && this.failures >= this.attempts;
	}

	/**
	 * How many attempts have ended with an error.
	 * @return the number
	 */
	int failures() {
		return this.failures;
	}

	/**
	 * The error of the latest attempt that has failed.
	 * @return the error, {@code null} if none has failed
	 */
	@Nullable WorkError lastError() {
		return this.lastError;
	}

	/**
	 * How a result matches the items of a {@link Ledger}: it is the first one of its
	 * item, the item had one before, or the item is unknown.
	 */
	enum ResultMatch {

		FIRST, REPEATED, UNKNOWN

	}

}
