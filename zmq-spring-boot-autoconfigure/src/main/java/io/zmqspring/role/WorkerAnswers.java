package io.zmqspring.role;

import java.time.Duration;

import io.zmqspring.message.Correlation;
import io.zmqspring.message.CorrelationValue;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.socket.SendingSocket;
import org.jspecify.annotations.Nullable;

/**
 * The way of results back to the controller: conversion, the correlation value of the
 * work, the socket. With at-least-once it knows what has been answered already.
 */
final class WorkerAnswers {

	private static final Duration ATTEMPT = Duration.ofSeconds(1);

	private static final Duration REPEAT_ATTEMPT = Duration.ofMillis(100);

	private final PayloadCodec codec;

	private final @Nullable Correlation correlation;

	private final @Nullable AnsweredWork answered;

	private final @Nullable SendingSocket push;

	private final RoleStatistics statistics;

	private volatile boolean closing;

	WorkerAnswers(WorkerSettings settings, PayloadCodec codec, @Nullable SendingSocket push,
			RoleStatistics statistics) {
		this.codec = codec;
		this.correlation = (push != null) ? settings.correlation().toCorrelation() : null;
		this.answered = (settings.delivery() == DeliveryMode.AT_LEAST_ONCE) ? new AnsweredWork() : null;
		this.push = push;
		this.statistics = statistics;
	}

	@Nullable CorrelationValue correlate(byte[] work) {
		return (this.correlation != null) ? this.correlation.ofWork(work) : null;
	}

	/**
	 * Whether an item was sent to us before. If it is done, its answer is sent again.
	 * @param id the item's correlation value
	 * @return {@code true} if there is nothing left to do
	 */
	boolean isRepeated(@Nullable CorrelationValue id) {
		byte[] known = (this.answered != null && id != null) ? this.answered.begin(id.text()) : null;
		if (known == null) {
			return false;
		}
		if (known.length > 0 && this.push != null && this.push.send(known, REPEAT_ATTEMPT)) {
			this.statistics.sent(known.length);
		}
		return true;
	}

	/**
	 * The item failed; if it is sent again, it is done again.
	 * @param id the item's correlation value
	 */
	void forget(@Nullable CorrelationValue id) {
		if (this.answered != null && id != null) {
			this.answered.forget(id.text());
		}
	}

	/**
	 * Send the result of an item, waiting for the controller as long as need be.
	 * @param id the item's correlation value
	 * @param result what the handler returned
	 * @throws ZmqTimeoutException if nobody has taken it when the stop loses its patience
	 */
	void answer(@Nullable CorrelationValue id, @Nullable Object result) {
		if (this.push == null || (result == null && this.answered == null)) {
			return;
		}
		byte[] bytes = (result != null) ? this.codec.encode(result) : null;
		if (this.correlation != null && id != null) {
			bytes = this.correlation.answer(id, bytes);
			if (this.answered != null) {
				this.answered.answered(id.text(), bytes);
			}
		}
		if (bytes != null) {
			push(this.push, bytes);
		}
	}

	private void push(SendingSocket socket, byte[] bytes) {
		while (!socket.send(bytes, ATTEMPT)) {
			if (this.closing) {
				throw new ZmqTimeoutException("No controller took a result before the worker had to stop");
			}
		}
		this.statistics.sent(bytes.length);
	}

	void close() {
		this.closing = true;
		if (this.push != null) {
			this.push.close();
		}
	}

}
