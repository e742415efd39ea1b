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

package io.zmqspring.subscriber;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.SettingText;
import io.zmqspring.wire.TopicPattern;

/**
 * Receives the messages of a {@link ReceiveQueue} by hand, and reads their payloads.
 */
final class HandReceiver {

	private final Map<Type, PayloadCodec.Decoder> decoders = new ConcurrentHashMap<>();

	private final ReceiveQueue queue;

	private final SubscriberHandlers handlers;

	private final PayloadCodec codec;

	private final FailureReports reports;

	private final Supplier<@Nullable SubscriberRun> run;

	HandReceiver(ReceiveQueue queue, SubscriberHandlers handlers, PayloadCodec codec, FailureReports reports,
			Supplier<@Nullable SubscriberRun> run) {
		this.queue = queue;
		this.handlers = handlers;
		this.codec = codec;
		this.reports = reports;
		this.run = run;
	}

	private ZmqMessage receive(TopicPattern topic, Duration timeout) {
		this.handlers.useQueue();
		if (!this.handlers.routes().mayReceive(topic)) {
			throw new ZmqConfigurationException(
					this.reports.status() + " is not subscribed to '" + topic + "', so no message of it can arrive",
					"Add it to " + this.reports.status().key() + ".topics");
		}
		// While the receiving thread waited, no message could arrive
		Duration wait = isReceiving() ? Duration.ZERO : timeout;
		ZmqMessage message = this.queue.take(topic, wait, this::obstacle);
		SubscriberRun current = this.run.get();
		if (current != null && this.queue.hasRoomAgain()) {
			current.hasRoom();
		}
		return message;
	}

	/**
	 * Receive a message. See {@link ReceiveOperations}.
	 * @param topic the topics to receive
	 * @param type the type of the payload
	 * @param timeout the longest wait
	 * @param <T> the type of the payload
	 * @return the payload, or the message if that is the type
	 */
	@SuppressWarnings("unchecked")
	<T> T receive(TopicPattern topic, Type type, Duration timeout) {
		if (type == ZmqMessage.class) {
			return (T) receive(topic, timeout);
		}
		PayloadCodec.Decoder decoder = this.decoders.computeIfAbsent(type, this.codec::decoder);
		ZmqMessage message = receive(topic, timeout);
		try {
			return (T) decoder.decodeOrReject(message.payload());
		}
		catch (ZmqRejectedException ex) {
			this.reports.statistics().rejected(ex.reason(), ex.toString());
			throw ex;
		}
	}

	/**
	 * Create the exception for a message that has not arrived.
	 * @param status the subscriber
	 * @param topic the topics
	 * @param timeout how long it was awaited
	 * @param now the state of the subscriber
	 * @param others how many messages of other topics wait
	 * @param obstacle says why it has not arrived, {@code null} if nothing is known
	 * @return the exception
	 */
	static ZmqTimeoutException timedOut(RoleStatus status, TopicPattern topic, Duration timeout, ZmqState now,
			int others, Supplier<@Nullable String> obstacle) {
		String reason = (now != ZmqState.RUNNING) ? ": its state is " + now
				: (others > 0) ? "; messages of other topics that wait: " + others : explain(obstacle);
		return new ZmqTimeoutException(
				status + " has received no message " + (topic.text().isEmpty() ? "" : "of topic '" + topic + "' ")
						+ "within " + SettingText.of(timeout) + reason);
	}

	private static String explain(Supplier<@Nullable String> obstacle) {
		String text = obstacle.get();
		return (text != null) ? ": " + text : "";
	}

	private @Nullable String obstacle() {
		if (isReceiving()) {
			return "a handler on the receiving thread cannot wait for the next message; call receive(…) on another thread";
		}
		return this.handlers.routes().takeTheRest()
				? "its handler without topics takes every message that no other handler takes" : null;
	}

	private boolean isReceiving() {
		SubscriberRun current = this.run.get();
		return current != null && current.socket().thread() == Thread.currentThread();
	}

}
