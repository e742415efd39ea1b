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

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.replay.MessageContent;
import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.sequence.TopicSequence;
import io.zmqspring.sequence.TrailingSequence;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.wire.EmbeddedSequence;
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.TopicCache;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;
import io.zmqspring.wire.WireHeaders;

/**
 * The path of a received message: from its frames, through wire format and topic, to its
 * recipients. Runs on the receiving thread. A topic seen before costs one look-up.
 */
final class InboundPath implements FrameSink {

	private final TopicCache<KnownTopic> cache = new TopicCache<>();

	private final CallSequence calls = new CallSequence();

	private final CallGate gate;

	private final WireFormat wireFormat;

	private final TrailingSequence sequence = new TrailingSequence();

	private final TopicRule topicRule;

	private final boolean headers;

	private final SequenceCheck sequences;

	private final ForeignFormat foreignFormat;

	private final Supplier<Routes> routes;

	private final FailureReports reports;

	private final Consumer<Throwable> failure;

	private final @Nullable MissedMessages missed;

	private @Nullable Routes cached;

	InboundPath(SubscriberSettings settings, CallGate gate, Supplier<Routes> routes, SequenceCheck sequences,
			@Nullable MissedMessages missed, FailureReports reports, Consumer<Throwable> failure) {
		this.missed = missed;
		this.gate = gate;
		this.wireFormat = settings.wireFormat();
		this.topicRule = settings.topicRule();
		this.headers = settings.headers();
		this.sequences = sequences;
		this.foreignFormat = new ForeignFormat(settings, reports.status());
		this.routes = routes;
		this.reports = reports;
		this.failure = failure;
	}

	@Override
	public void onMessage(Frames frames) {
		try {
			accept(frames);
		}
		catch (ZmqRejectedException ex) {
			rejected(frames, ex);
		}
		finally {
			this.calls.ended();
			if (this.missed != null) {
				this.missed.delivered();
			}
		}
	}

	private void rejected(Frames frames, ZmqRejectedException rejection) {
		try {
			this.foreignFormat.explain(frames);
		}
		finally {
			this.reports.lost("", new ZmqMessage("", frames.get(0), sent(frames, Map.of())), rejection);
		}
	}

	private boolean isOpen() {
		return this.gate.isOpen() && !this.calls.isClosed();
	}

	CallSequence calls() {
		return this.calls;
	}

	/**
	 * Deliver messages that were held. Called on the receiving thread.
	 * @param deliver delivers them
	 */
	void deliverHeld(Runnable deliver) {
		this.calls.begin();
		try {
			if (isOpen()) {
				deliver.run();
			}
		}
		finally {
			this.calls.ended();
		}
	}

	private void accept(Frames frames) {
		switch (this.wireFormat) {
			case MULTIPART -> acceptMultipart(frames, this.sequence.read(frames));
			case SINGLE_FRAME -> {
				this.foreignFormat.checkCount(frames, frames.count());
				acceptSingle(frames, frames.get(0));
			}
			case RAW -> {
				this.foreignFormat.checkCount(frames, frames.count());
				byte[] payload = frames.get(0);
				deliver(currentRoutes().routeRaw(payload), payload, sent(frames, Map.of()));
			}
		}
	}

	private void acceptMultipart(Frames frames, boolean sequenced) {
		int count = sequenced ? frames.count() - 1 : frames.count();
		boolean withHeaders = this.headers && count == this.wireFormat.frames() + 1;
		int plain = withHeaders ? count - 1 : count;
		if (!sequenced || this.missed == null) {
			this.foreignFormat.checkCount(frames, plain);
		}
		byte[] topic = frames.get(0);
		KnownTopic known = known(topic, topic.length);
		if (!sequenced) {
			this.sequences.unsequenced();
		}
		else if (!isWanted(known, this.sequence.epoch(), this.sequence.number(), this.sequence.time(), frames)) {
			return;
		}
		this.foreignFormat.checkCount(frames, plain);
		deliver(known.route(), frames.get(1),
				sent(frames, withHeaders ? HeaderFormat.decode(frames.get(2)) : Map.of()));
	}

	private void acceptSingle(Frames frames, byte[] frame) {
		int length = WireFormat.topicLength(frame);
		KnownTopic known = known(frame, Math.max(length, 0));
		EmbeddedSequence sequence = EmbeddedSequence.read(frame, length + 1);
		if (sequence == null) {
			this.sequences.unsequenced();
			deliverSingle(known.route(), Arrays.copyOfRange(frame, length + 1, frame.length), frames);
		}
		else if (isWanted(known, sequence.epoch(), sequence.number(), sequence.time(), frames)) {
			deliverSingle(known.route(), sequence.payload(), frames);
		}
	}

	private boolean isWanted(KnownTopic known, long epoch, long number, long time, Frames frames) {
		TopicSequence sequence = sequence(known);
		if (sequence == null) {
			return true;
		}
		return (this.missed != null) ? this.missed.accept(known, sequence, epoch, number, time, frames)
				: this.sequences.accept(sequence, epoch, number, time, frames);
	}

	// Null if it is not subscribed to
	@Nullable TopicSequence sequence(KnownTopic known) {
		TopicSequence sequence = known.sequence;
		if (sequence == null && known.isSubscribed()) {
			String topic = known.route().topic();
			sequence = this.sequences.topic(topic, currentRoutes().coverage(topic));
			known.sequence = sequence;
		}
		return sequence;
	}

	// Null if it is not subscribed to, or no topic
	@Nullable KnownTopic find(byte[] name) {
		try {
			KnownTopic known = known(name, name.length);
			return known.isSubscribed() ? known : null;
		}
		catch (ZmqRejectedException ex) {
			return null;
		}
	}

	// A message that was held, or received again
	void deliver(SequencedMessage message) {
		try {
			MessageContent content = MessageContent.of(message, this.wireFormat, this.headers);
			deliver(known(message.topic(), message.topic().length).route(), content.payload(),
					WireHeaders.withPeer(content.headers(), message.userId(), message.peerAddress()));
		}
		catch (ZmqRejectedException ex) {
			this.reports.lost("", new ZmqMessage("", message.payload()), ex);
		}
		finally {
			this.calls.ended();
		}
	}

	private static Map<String, String> sent(Frames frames, Map<String, String> headers) {
		return WireHeaders.withPeer(headers, frames.userId(), frames.peerAddress());
	}

	// Called by the receiving thread
	void forgetRemovedHandlers() {
		currentRoutes();
	}

	Routes currentRoutes() {
		Routes current = this.routes.get();
		if (current != this.cached) {
			this.cached = current;
			this.cache.clear();
		}
		return current;
	}

	private KnownTopic known(byte[] frame, int topicLength) {
		Routes current = currentRoutes();
		KnownTopic known = this.cache.get(frame, topicLength);
		if (known == null) {
			known = new KnownTopic(current.route(this.topicRule.decode(frame, 0, topicLength, this.wireFormat)));
			this.cache.put(frame, topicLength, known);
			this.foreignFormat.explainEmbeddedHeaders(frame, topicLength);
		}
		return known;
	}

	private void deliverSingle(Routes.Route route, byte[] payload, Frames frames) {
		HeaderFormat.Embedded embedded = this.headers ? HeaderFormat.extract(payload) : null;
		if (embedded == null) {
			deliver(route, payload, sent(frames, Map.of()));
		}
		else {
			deliver(route, embedded.payload(), sent(frames, embedded.headers()));
		}
	}

	private void deliver(Routes.Route route, byte[] content, Map<String, String> headers) {
		byte[] payload = (this.missed != null) ? this.missed.handledBy(content, route) : content;
		for (Routes.Recipient recipient : route.recipients()) {
			this.calls.begin();
			if (isOpen()) {
				recipient.deliver(route.topic(), payload, headers);
			}
			else if (this.calls.isClosed()) {
				recipient.abandon(route.topic(), payload, headers);
			}
			else {
				recipient.hold(route.topic(), payload, headers);
			}
			this.calls.end();
		}
		if (route.recipients().length == 0) {
			rejected(route, payload, headers);
		}
	}

	private void rejected(Routes.Route route, byte[] payload, Map<String, String> headers) {
		RejectReason reason = route.orElse();
		if (reason == RejectReason.NOT_SUBSCRIBED) {
			// ZeroMQ filters by prefix, so longer topics pass its filter too
			this.reports.statistics().rejected(RejectReason.NOT_SUBSCRIBED);
			return;
		}
		this.reports.lost("", new ZmqMessage(route.topic(), payload, headers), Routes.noHandler(route.topic()));
	}

	@Override
	public void onFailure(Throwable cause) {
		this.failure.accept(cause);
	}

}
