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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.OutgoingMessage;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.settings.value.DeliveryMode;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.support.Deadline;
import io.zmqspring.wire.Correlation;
import io.zmqspring.wire.WireHeaders;
import io.zmqspring.wire.WorkError;
import io.zmqspring.worker.DuplicateWindow.EncodedResult;

/**
 * Sends results to the controller: conversion, the correlation value of the work, the
 * socket. With at-least-once it recognizes work that was sent again.
 */
final class ResultSender {

	private static final Duration ATTEMPT = Duration.ofSeconds(1);

	private static final Duration REPEAT_ATTEMPT = Duration.ofMillis(100);

	private final PayloadCodec codec;

	private final @Nullable Correlation correlation;

	private final @Nullable DuplicateWindow duplicates;

	private final @Nullable SendingSocket push;

	private final boolean headers;

	private final Duration linger;

	private final WorkerSettings.ErrorResults errorResults;

	private final RoleStatus status;

	private volatile boolean stopping;

	private volatile boolean closing;

	ResultSender(WorkerSettings settings, PayloadCodec codec, @Nullable SendingSocket push, RoleStatus status) {
		this.codec = codec;
		this.correlation = (push != null) ? settings.correlation().toCorrelation() : null;
		this.duplicates = (settings.delivery() == DeliveryMode.AT_LEAST_ONCE) ? new DuplicateWindow() : null;
		if (this.duplicates != null && this.correlation == null) {
			throw new ZmqConfigurationException(
					"delivery: at-least-once matches results with work by a JSON field, but Jackson is absent",
					"Add spring-boot-starter-jackson, or use delivery: at-most-once");
		}
		this.push = push;
		this.headers = settings.headers();
		PipeSettings pipe = settings.push();
		this.linger = (pipe != null) ? pipe.linger() : Duration.ZERO;
		this.errorResults = settings.errorResults();
		this.status = status;
	}

	/**
	 * Return the identity of an item of work.
	 * @param work the work
	 * @return the identity, {@code null} if the work has none or results are not sent
	 * @throws ZmqRejectedException if the correlation value is too long
	 */
	@Nullable WorkId correlate(byte[] work) {
		Correlation.Value value = (this.correlation != null) ? valueOf(work, this.correlation) : null;
		if (value == null) {
			return null;
		}
		return (this.duplicates != null) ? WorkId.of(value, work) : WorkId.of(value);
	}

	private static Correlation.@Nullable Value valueOf(byte[] work, Correlation correlation) {
		try {
			return correlation.ofWork(work);
		}
		catch (ZmqConversionException ex) {
			throw ZmqRejectedException.undecodable(ex);
		}
	}

	/**
	 * Whether an item was received before. If it is complete, its result is sent again.
	 * @param id the identity of the item
	 * @return {@code true} if nothing is left to do
	 */
	boolean isRepeated(@Nullable WorkId id) {
		EncodedResult known = (this.duplicates != null && id != null) ? this.duplicates.begin(id) : null;
		if (known == null) {
			return false;
		}
		if (known.bytes() > 0 && this.push != null) {
			this.push.send(known.payload(), known.headers(), REPEAT_ATTEMPT);
		}
		return true;
	}

	/**
	 * Forget an item that has failed, so that it is handled again if it is sent again.
	 * @param id the identity of the item
	 */
	void forget(@Nullable WorkId id) {
		if (this.duplicates != null && id != null) {
			this.duplicates.forget(id);
		}
	}

	/**
	 * Send the result of an item, waiting for the controller without a limit.
	 * @param id the identity of the item
	 * @param result what the handler returned
	 * @throws ZmqConversionException if it cannot be sent as a result of this item
	 * @throws ZmqTimeoutException if no controller has accepted it when shutdown times
	 * out
	 */
	void send(@Nullable WorkId id, @Nullable Object result) {
		if (this.push == null || (result == null && this.duplicates == null)) {
			return;
		}
		SendingSocket socket = this.push;
		OutgoingMessage outgoing = (result != null) ? OutgoingMessage.of(result) : null;
		Map<String, String> own = (outgoing != null) ? outgoing.headers() : Map.of();
		checkHeaders(own);
		this.status.observing().send(MessageOperation.SEND_RESULT, "", own, (headers) -> {
			Map<String, String> all = this.headers ? WireHeaders.fitting(headers, own) : Map.of();
			EncodedResult encoded = encode(id, (outgoing != null) ? outgoing.payload() : null,
					WireHeaders.encode(all, null));
			if (encoded != null) {
				push(socket, encoded);
			}
			return encoded;
		});
	}

	/**
	 * Send a further result of an item, which does not end it.
	 * @param id the identity of the item, {@code null} if it is of none
	 * @param result the result
	 * @param timeout the longest wait for a controller
	 * @throws ZmqConversionException if it cannot be sent, or would end the item
	 * @throws ZmqTimeoutException if no controller has accepted it
	 */
	void sendFurther(@Nullable WorkId id, Object result, Duration timeout) {
		SendingSocket socket = Objects.requireNonNull(this.push);
		OutgoingMessage outgoing = OutgoingMessage.of(result);
		checkHeaders(outgoing.headers());
		this.status.observing().send(MessageOperation.SEND_RESULT, "", outgoing.headers(), (headers) -> {
			Map<String, String> all = this.headers ? WireHeaders.fitting(headers, outgoing.headers()) : Map.of();
			byte[] payload = further(id, this.codec.encode(outgoing.payload()));
			push(socket, new EncodedResult(payload, WireHeaders.encode(all, null)), Deadline.in(timeout));
			return payload;
		});
	}

	private byte[] further(@Nullable WorkId id, byte[] result) {
		if (this.correlation == null) {
			return result;
		}
		if (this.duplicates != null && this.correlation.ofResult(result) != null) {
			throw new ZmqConversionException("With delivery: at-least-once a result with the field '"
					+ this.correlation.resultField() + "' ends its item; a further result must not have it");
		}
		return (id != null) ? this.correlation.progress(id.value(), result) : result;
	}

	/**
	 * Tell the controller that an item has failed, if the controller can match it. The
	 * caller has forgotten the item, so that it is handled again if it is sent again.
	 * @param id the identity of the item
	 * @param error why it has failed
	 * @param timeout the longest wait, {@code null} to wait as long as for a result
	 */
	void sendError(@Nullable WorkId id, Throwable error, @Nullable Duration timeout) {
		if (this.push == null || this.correlation == null || id == null || !this.errorResults.enabled()) {
			return;
		}
		SendingSocket socket = this.push;
		byte[] payload = this.correlation.errorResult(id.value(), describe(error));
		try {
			this.status.observing().send(MessageOperation.SEND_RESULT, "", Map.of(), (headers) -> {
				byte[] encoded = this.headers ? WireHeaders.encode(headers, null) : null;
				if (timeout != null) {
					return socket.send(payload, encoded, timeout);
				}
				push(socket, new EncodedResult(payload, encoded));
				return true;
			});
		}
		catch (ZmqTimeoutException | SocketClosedException ex) {
			// The failure itself is reported; the controller waits until its time-out
		}
	}

	private WorkError describe(Throwable error) {
		boolean unreadable = error instanceof ZmqRejectedException rejected
				&& rejected.reason() == RejectReason.UNDECODABLE;
		// The message of a parser quotes the payload and names classes of this program
		String message = unreadable ? "The worker cannot read the work" : error.getMessage();
		return WorkError.of(error, this.errorResults.includeMessage() ? message : null,
				this.errorResults.includeType());
	}

	private void checkHeaders(Map<String, String> own) {
		if (!own.isEmpty() && !this.headers) {
			throw new IllegalArgumentException("The worker sends no headers, but the result has " + own.keySet()
					+ ": set headers of the worker and of its controller to true, or return the payload alone");
		}
	}

	private @Nullable EncodedResult encode(@Nullable WorkId id, @Nullable Object result, byte @Nullable [] headers) {
		byte[] bytes = (result != null) ? this.codec.encode(result) : null;
		if (this.correlation == null || id == null) {
			return (bytes != null) ? new EncodedResult(bytes, headers) : null;
		}
		EncodedResult encoded = new EncodedResult(this.correlation.answer(id.value(), bytes), headers);
		if (this.duplicates != null) {
			checkCarries(this.correlation, id.value(), encoded.payload());
			this.duplicates.completed(id, encoded);
		}
		return encoded;
	}

	// Otherwise the controller would send the item again and again
	private static void checkCarries(Correlation correlation, Correlation.Value id, byte[] result) {
		Correlation.Value carried = correlation.ofResult(result);
		if (carried == null || !carried.text().equals(id.text())) {
			throw new ZmqConversionException(
					"With delivery: at-least-once a result has to be a JSON object whose field '"
							+ correlation.resultField() + "' is " + id.literal() + " or absent, but "
							+ ((carried != null) ? "it is " + carried.literal() : "it is not"));
		}
	}

	private void push(SendingSocket socket, EncodedResult encoded) {
		push(socket, encoded, null);
	}

	private void push(SendingSocket socket, EncodedResult encoded, @Nullable Deadline deadline) {
		while (!socket.send(encoded.payload(), encoded.headers(), attempt(deadline))) {
			boolean interrupted = Thread.currentThread().isInterrupted();
			// A worker with one slot is interrupted here when shutdown times out
			if (this.closing || (interrupted && this.stopping)) {
				throw new ZmqTimeoutException("No controller accepted a result before the worker was stopped");
			}
			if (deadline != null && (interrupted || deadline.hasPassed())) {
				throw new ZmqTimeoutException("No controller accepted a further result "
						+ (interrupted ? "before the thread was interrupted" : "within the work-timeout"));
			}
		}
	}

	private static Duration attempt(@Nullable Deadline deadline) {
		return (deadline != null && deadline.nanosLeft() < ATTEMPT.toNanos()) ? deadline.left() : ATTEMPT;
	}

	void stopping() {
		this.stopping = true;
	}

	/**
	 * Close the socket when all results are sent, after the linger at the latest. Results
	 * that are left are counted.
	 * @param longest the longest linger, if shorter than that of the settings
	 */
	void close(Duration longest) {
		this.closing = true;
		if (this.push != null) {
			Duration limited = (longest.compareTo(this.linger) < 0) ? longest : this.linger;
			this.status.unsent(this.push.close(limited), limited);
		}
	}

	@Nullable SendingSocket socket() {
		return this.push;
	}

	List<String> boundAddresses() {
		return (this.push != null) ? this.push.boundAddresses() : List.of();
	}

}
