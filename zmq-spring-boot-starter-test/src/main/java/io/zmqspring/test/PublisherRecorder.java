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
import java.util.concurrent.atomic.AtomicLong;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.idle.Arrival;

/**
 * A subscriber that records all messages of a publisher of the application, except its
 * heartbeats.
 */
final class PublisherRecorder extends TestPeer {

	private final ZmqPublisher application;

	private final PublisherSettings settings;

	private final ZmqSubscriber subscriber;

	private final RecordedMessages recorded;

	private final MessageLog log;

	private final PayloadCodec codec;

	private final boolean tcp;

	private final AtomicLong arrived = new AtomicLong();

	PublisherRecorder(ZmqPublisher application, PeerPlace place, PeerResources resources) {
		this.application = application;
		this.settings = application.settings();
		this.tcp = place.isTcp();
		ZmqMessageConverter converter = resources.converter(this.settings.converter());
		this.codec = new PayloadCodec(converter);
		this.log = resources.log();
		this.recorded = new RecordedMessages("publisher '" + application.name() + "'", this.log.idle()::await,
				() -> describe() + this.log.describe() + resources.failures().describe());
		this.subscriber = new ZmqSubscriber(application.name() + "-recorder", peerSettings(place), resources.context(),
				converter, new LoggingErrorHandler(), (event) -> {
				});
		HandlerInvocation.Single recording = (topic, payload, headers) -> {
			record(new ZmqMessage(topic, payload, headers));
			return null;
		};
		this.subscriber.add(
				new HandlerSpec("recorder of " + application.name(), List.of(this.subscriber.parse("*")), 1, recording),
				true);
		add(new Arrival(application, this.subscriber, this.arrived::get));
	}

	private SubscriberSettings peerSettings(PeerPlace place) {
		return SubscriberSettings.builder(place.address())
			.bind(place.bind())
			.topics("*")
			.wireFormat(this.settings.wireFormat())
			.topicRule(this.settings.topicRule())
			.headers(this.settings.headers())
			.highWaterMark(0)
			.build();
	}

	private void record(ZmqMessage message) {
		if (!this.settings.heartbeat().enabled() || !message.topic().equals(this.settings.heartbeat().topic())) {
			RecordedMessage recordedMessage = new RecordedMessage("publisher '" + this.application.name() + "'",
					message, this.codec);
			this.log.all().add(recordedMessage);
			this.recorded.add(recordedMessage);
		}
		this.arrived.incrementAndGet();
	}

	RecordedMessages recorded() {
		return this.recorded;
	}

	private String describe() {
		return "\nPublisher '" + this.application.name() + "' is " + this.application.state()
				+ ". Messages since it was created: " + this.application.stats().sent() + " sent, "
				+ this.application.stats().dropped() + " dropped.";
	}

	@Override
	ZmqRole role() {
		return this.subscriber;
	}

	@Override
	void start() {
		this.subscriber.start();
	}

	@Override
	void stop() {
		this.subscriber.stop();
	}

	@Override
	void close() {
		this.subscriber.close();
	}

	@Override
	void awaitConnection() {
		if (this.application.isRunning() && this.subscriber.isRunning()) {
			if (this.tcp) {
				awaitConnection(this.subscriber);
			}
			this.application.awaitSubscriber("zmq.test", RecordedMessages.LONGEST_WAIT);
		}
	}

	@Override
	void clear() {
		super.clear();
		this.recorded.clear();
	}

}
