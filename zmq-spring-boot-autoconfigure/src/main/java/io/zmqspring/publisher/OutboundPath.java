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

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.OutgoingMessage;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.SendInterceptor;
import io.zmqspring.role.runtime.MessageObservations;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.AwaitSubscribersSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.TopicResolver;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.wire.WireHeaders;

/**
 * The path of a published message: topic, conversion, wire format, socket. A message
 * without a subscriber is not converted. One object per run of a publisher; safe for any
 * number of threads.
 */
final class OutboundPath {

	private static final byte[] NO_TOPIC = {};

	private final String publisher;

	private final PublisherSettings settings;

	private final PayloadCodec codec;

	private final TopicResolver resolver;

	private final RoleStatus status;

	private final PublishingSocket socket;

	private final OutboundTopics topics;

	private final SubscriberGate gate;

	private final FullQueues full;

	// The topic of heartbeats, which do not wait for subscribers
	private final @Nullable OutboundTopic heartbeats;

	OutboundPath(String publisher, PublisherSettings settings, PayloadCodec codec, TopicResolver resolver,
			RoleStatus status, PublishingSocket socket, OutboundTopics topics) {
		this.publisher = publisher;
		this.settings = settings;
		this.codec = codec;
		this.resolver = resolver;
		this.status = status;
		this.socket = socket;
		this.topics = topics;
		this.full = new FullQueues(publisher, settings, status);
		this.heartbeats = settings.heartbeat().enabled() ? this.topics.get(settings.heartbeat().topic()) : null;
		AwaitSubscribersSettings awaited = settings.awaitSubscribers();
		this.gate = new SubscriberGate(publisher, awaited.topics().stream().map(this.topics::get).toList(),
				awaited.timeout());
	}

	PublishingSocket socket() {
		return this.socket;
	}

	/**
	 * Publish a message.
	 * @param payload the payload, or a message with a payload
	 * @param topic the topic the caller named
	 * @param headers the headers the caller named
	 */
	void publish(Object payload, @Nullable String topic, Map<String, String> headers) {
		if (OutgoingMessage.isMessage(payload)) {
			OutgoingMessage message = OutgoingMessage.of(payload).with(topic, headers);
			publishPayload(message.payload(), message.topic(), message.headers());
		}
		else {
			publishPayload(payload, topic, OutgoingMessage.withoutSender(headers));
		}
	}

	private void publishPayload(Object payload, @Nullable String explicitTopic, Map<String, String> headers) {
		byte[] own = encode(headers);
		OutboundTopic topic = topic(payload, explicitTopic);
		if (topic == null || topic != this.heartbeats) {
			this.gate.pass(this.socket);
		}
		if (topic != null && this.settings.wireFormat() != WireFormat.RAW && isUnheard(payload, topic, own)) {
			this.status.statistics().dropped(DropReason.NO_SUBSCRIBER, 1);
			return;
		}
		MessageObservations observing = this.status.observing();
		if (!observing.isActive()) {
			send(payload, topic, own);
			return;
		}
		sendObserved(observing, payload, topic, headers, own);
	}

	// A message without a subscriber has a number too: a subscriber that was cut off has
	// to notice that it is missing. And it may be the last value for one that joins
	private boolean isUnheard(Object payload, OutboundTopic topic, byte @Nullable [] headers) {
		int version = this.socket.subscriptionsVersion();
		while (!topic.mayBeReceived(this.socket)) {
			if (recordUnheard(version, payload, topic, headers)) {
				return true;
			}
			version = this.socket.subscriptionsVersion();
		}
		return false;
	}

	private boolean recordUnheard(int version, Object payload, OutboundTopic topic, byte @Nullable [] headers) {
		NumberedTopic numbered = (topic instanceof NumberedTopic known) ? known : null;
		if (numbered == null && !topic.isKept()) {
			return true;
		}
		boolean multipart = this.settings.wireFormat() == WireFormat.MULTIPART;
		if (multipart && numbered != null && !topic.isKept() && !numbered.numbers().keepMessages()) {
			return this.socket.skip(version, topic.bytes(), null, null, numbered);
		}
		byte[] bytes = this.codec.encode(payload);
		if (multipart) {
			return skip(version, topic, topic.bytes(), bytes, headers, numbered);
		}
		// Only of a JSON object the number can be sent with wire-format: single-frame
		EmbeddedNumbering numbering = (numbered != null) ? EmbeddedNumbering.of(numbered, bytes, headers) : null;
		byte[] frame = (numbering != null) ? numbering.frame() : singleFrame(bytes, topic, headers);
		return skip(version, topic, frame, null, null, numbering);
	}

	private boolean skip(int version, OutboundTopic topic, byte[] first, byte @Nullable [] second,
			byte @Nullable [] third, PublishingSocket.@Nullable Numbering numbering) {
		PublishingSocket.Numbering kept = topic.kept(numbering);
		return kept == null || this.socket.skip(version, first, second, third, kept);
	}

	private void sendObserved(MessageObservations observing, Object payload, @Nullable OutboundTopic topic,
			Map<String, String> headers, byte @Nullable [] own) {
		try {
			observing.send(MessageOperation.PUBLISH, (topic != null) ? topic.name() : "", headers, (all) -> {
				send(payload, topic, this.settings.headers() ? WireHeaders.encode(all, own) : null);
				return true;
			});
		}
		catch (SendInterceptor.QueueFullException ex) {
			queueFull(payload, topic, own);
		}
	}

	private void queueFull(Object payload, @Nullable OutboundTopic topic, byte @Nullable [] headers) {
		if (this.settings.overflow() != Overflow.DROP) {
			throw this.full.refused(topic);
		}
		if (topic != null) {
			while (!recordUnheard(this.socket.subscriptionsVersion(), payload, topic, headers)) {
				Thread.onSpinWait();
			}
		}
		this.full.sent(1, topic);
	}

	/**
	 * Convert a message without publishing it.
	 * @param payload the payload, or a message with a payload
	 * @param topic the topic the caller named
	 * @param headers the headers the caller named
	 * @return the message, which shares no array with the payload
	 */
	ZmqMessage prepare(Object payload, @Nullable String topic, Map<String, String> headers) {
		OutgoingMessage message = OutgoingMessage.of(payload).with(topic, headers);
		return preparePayload(message.payload(), message.topic(), message.headers());
	}

	private ZmqMessage preparePayload(Object payload, @Nullable String explicitTopic, Map<String, String> headers) {
		encode(headers);
		OutboundTopic topic = topic(payload, explicitTopic);
		byte[] bytes = this.codec.encode(payload).clone();
		if (topic == null) {
			return new ZmqMessage("", bytes, headers);
		}
		if (this.settings.wireFormat() == WireFormat.RAW) {
			checkStart(topic.bytes(), bytes);
		}
		return new ZmqMessage(topic.name(), bytes, headers);
	}

	private byte @Nullable [] encode(Map<String, String> headers) {
		if (headers.isEmpty()) {
			return null;
		}
		if (!this.settings.headers()) {
			throw new IllegalArgumentException(
					"Publisher '" + this.publisher + "' sends no headers, but the message has " + headers.keySet()
							+ ": set zmq.publishers." + this.publisher
							+ ".headers, and headers of its subscribers, to true, or publish the payload alone");
		}
		return HeaderFormat.encode(headers);
	}

	private @Nullable OutboundTopic topic(Object payload, @Nullable String explicitTopic) {
		if (this.settings.wireFormat() == WireFormat.RAW) {
			return (explicitTopic != null) ? this.topics.get(explicitTopic) : null;
		}
		return this.topics.get(this.resolver.resolve(payload, explicitTopic));
	}

	private void send(Object payload, @Nullable OutboundTopic topic, byte @Nullable [] headers) {
		byte[] bytes = this.codec.encode(payload);
		byte[] label = (topic != null) ? topic.bytes() : NO_TOPIC;
		switch (this.settings.wireFormat()) {
			case MULTIPART -> {
				NumberedTopic numbered = (topic instanceof NumberedTopic known) ? known : null;
				this.full.sent(this.socket.send(label, label, bytes, headers, kept(topic, numbered)), topic);
			}
			case SINGLE_FRAME -> sendSingle(bytes, Objects.requireNonNull(topic), headers);
			case RAW -> {
				checkStart(label, bytes);
				this.full.sent(this.socket.send(null, bytes, null, null, kept(topic, null)), topic);
			}
		}
	}

	private void sendSingle(byte[] payload, OutboundTopic topic, byte @Nullable [] headers) {
		if (topic instanceof NumberedTopic numbered) {
			EmbeddedNumbering numbering = EmbeddedNumbering.of(numbered, payload, headers);
			if (numbering != null) {
				this.full.sent(this.socket.send(topic.start(), numbering.frame(), null, null, topic.kept(numbering)),
						topic);
				return;
			}
			this.status.statistics().sequences().addUnsequenced();
		}
		this.full.sent(
				this.socket.send(topic.start(), singleFrame(payload, topic, headers), null, null, topic.kept(null)),
				topic);
	}

	private byte[] singleFrame(byte[] payload, OutboundTopic topic, byte @Nullable [] headers) {
		return (this.settings.wireFormat() == WireFormat.RAW) ? payload
				: WireFormat.join(topic.bytes(), (headers != null) ? HeaderFormat.embed(payload, headers) : payload);
	}

	private static PublishingSocket.@Nullable Numbering kept(@Nullable OutboundTopic topic,
			PublishingSocket.@Nullable Numbering numbering) {
		return (topic != null) ? topic.kept(numbering) : numbering;
	}

	private void checkStart(byte[] label, byte[] payload) {
		if (payload.length < label.length || !Arrays.equals(payload, 0, label.length, label, 0, label.length)) {
			throw new IllegalArgumentException("Publisher '" + this.publisher
					+ "' has wire-format raw, which sends the payload only, so the payload must start with the topic '"
					+ new String(label, StandardCharsets.UTF_8) + "'");
		}
	}

	boolean hasSubscriber(String topic) {
		return this.topics.get(topic).hasSubscriber(this.socket);
	}

	boolean awaitSubscriber(String topic, Duration timeout) {
		return SubscriberGate.await(this.socket, List.of(this.topics.get(topic)), timeout);
	}

}
