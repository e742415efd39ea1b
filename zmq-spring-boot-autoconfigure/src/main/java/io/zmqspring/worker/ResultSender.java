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

package io.zmqspring.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.DeliveryMode;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.CorrelationValue;
import io.zmqspring.wire.WireHeaders;

/**
 * The way of results back to the controller: conversion, the correlation value of the
 * work, the socket. With at-least-once it knows what has been answered already.
 */
final class ResultSender {

	private static final Duration ATTEMPT = Duration.ofSeconds(1);

	private static final Duration REPEAT_ATTEMPT = Duration.ofMillis(100);

	private final PayloadCodec codec;

	private final @Nullable Correlation correlation;

	private final @Nullable DuplicateWindow answered;

	private final @Nullable SendingSocket push;

	private final boolean headers;

	private final RoleStatus status;

	private volatile boolean stopping;

	private volatile boolean closing;

	ResultSender(WorkerSettings settings, PayloadCodec codec, @Nullable SendingSocket push, RoleStatus status) {
		this.codec = codec;
		this.correlation = (push != null) ? settings.correlation().toCorrelation() : null;
		this.answered = (settings.delivery() == DeliveryMode.AT_LEAST_ONCE) ? new DuplicateWindow() : null;
		if (this.answered != null && this.correlation == null) {
			throw new ZmqConfigurationException(
					"delivery: at-least-once ties results to work by a JSON field, but Jackson is absent",
					"Add spring-boot-starter-jackson, or use delivery: at-most-once");
		}
		this.push = push;
		this.headers = settings.headers();
		this.status = status;
	}

	/**
	 * What tells an item of work from others.
	 * @param work the work
	 * @return {@code null} if nothing does, or nobody asks
	 */
	@Nullable WorkId correlate(byte[] work) {
		CorrelationValue value = (this.correlation != null) ? this.correlation.ofWork(work) : null;
		if (value == null) {
			return null;
		}
		return (this.answered != null) ? WorkId.of(value, work) : new WorkId(value, 0, 0);
	}

	/**
	 * Whether an item was sent to us before. If it is done, its answer is sent again.
	 * @param id what tells the item from others
	 * @return {@code true} if there is nothing left to do
	 */
	boolean isRepeated(@Nullable WorkId id) {
		EncodedResult known = (this.answered != null && id != null) ? this.answered.begin(id) : null;
		if (known == null) {
			return false;
		}
		if (known.bytes() > 0 && this.push != null) {
			this.push.send(known.payload(), known.headers(), REPEAT_ATTEMPT);
		}
		return true;
	}

	/**
	 * The item failed; if it is sent again, it is done again.
	 * @param id what tells the item from others
	 */
	void forget(@Nullable WorkId id) {
		if (this.answered != null && id != null) {
			this.answered.forget(id);
		}
	}

	/**
	 * Send the result of an item, waiting for the controller as long as need be.
	 * @param id what tells the item from others
	 * @param result what the handler returned
	 * @throws ZmqConversionException if it cannot be sent as a result of this item
	 * @throws ZmqTimeoutException if nobody has taken it when the stop loses its patience
	 */
	void answer(@Nullable WorkId id, @Nullable Object result) {
		if (this.push == null || (result == null && this.answered == null)) {
			return;
		}
		SendingSocket socket = this.push;
		this.status.observing().send(MessageOperation.SEND_RESULT, "", Map.of(), (headers) -> {
			EncodedResult answer = encode(id, result, this.headers ? WireHeaders.encode(headers, null) : null);
			if (answer != null) {
				push(socket, answer);
			}
			return answer;
		});
	}

	private @Nullable EncodedResult encode(@Nullable WorkId id, @Nullable Object result, byte @Nullable [] headers) {
		byte[] bytes = (result != null) ? this.codec.encode(result) : null;
		if (this.correlation == null || id == null) {
			return (bytes != null) ? new EncodedResult(bytes, headers) : null;
		}
		EncodedResult answer = new EncodedResult(this.correlation.answer(id.value(), bytes), headers);
		if (this.answered != null) {
			checkCarries(this.correlation, id.value(), answer.payload());
			this.answered.answered(id, answer);
		}
		return answer;
	}

	// Otherwise the controller would send the item again and again
	private static void checkCarries(Correlation correlation, CorrelationValue id, byte[] answer) {
		CorrelationValue carried = correlation.ofResult(answer);
		if (carried == null || !carried.text().equals(id.text())) {
			throw new ZmqConversionException(
					"With delivery: at-least-once a result has to be a JSON object whose field '"
							+ correlation.resultField() + "' is " + id.literal() + " or absent, but "
							+ ((carried != null) ? "it is " + carried.literal() : "it is not"));
		}
	}

	private void push(SendingSocket socket, EncodedResult answer) {
		while (!socket.send(answer.payload(), answer.headers(), ATTEMPT)) {
			// A worker with one slot is interrupted here when its stop loses its patience
			if (this.closing || (this.stopping && Thread.currentThread().isInterrupted())) {
				throw new ZmqTimeoutException("No controller took a result before the worker had to stop");
			}
		}
	}

	void stopping() {
		this.stopping = true;
	}

	void close() {
		this.closing = true;
		if (this.push != null) {
			this.push.close();
		}
	}

	@Nullable SendingSocket socket() {
		return this.push;
	}

	List<String> boundAddresses() {
		return (this.push != null) ? this.push.boundAddresses() : List.of();
	}

}
