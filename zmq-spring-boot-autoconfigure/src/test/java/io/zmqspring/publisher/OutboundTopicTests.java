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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.value.Overflow;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether a topic has subscribers, as they subscribe and unsubscribe. The peer is a bare
 * XSUB socket, so the test sends its subscriptions itself.
 */
class OutboundTopicTests {

	private static final String ADDRESS = "inproc://outbound-topic";

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	private final PublishingSocket socket = PublishingSocket.open(this.context,
			new SocketSettings(List.of(Endpoint.parse(ADDRESS, null)), true, 1000, Duration.ZERO, Duration.ZERO,
					SocketTuning.DEFAULTS),
			Overflow.DROP, (event) -> {
			});

	private final ZMQ.Socket peer = this.context.engine().socket(SocketType.XSUB);

	OutboundTopicTests() {
		this.peer.connect(ADDRESS);
	}

	@AfterEach
	void close() {
		this.peer.close();
		this.socket.close();
		this.context.close();
	}

	private static OutboundTopic topic(String name, WireFormat wireFormat) {
		PublisherSettings settings = PublisherSettings.builder(ADDRESS).wireFormat(wireFormat).build();
		return new OutboundTopics(settings, null, null).get(name);
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
	}

	private void subscribe(String prefix) {
		this.peer.send(("\u0001" + prefix).getBytes(StandardCharsets.UTF_8));
		await().until(() -> this.socket.hasSubscriber(prefix.getBytes(StandardCharsets.UTF_8)));
	}

	private void unsubscribe(String prefix) {
		this.peer.send(("\u0000" + prefix).getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@EnumSource
	void subscriptionsAreNoticedAsTheyComeAndGo(WireFormat wireFormat) {
		OutboundTopic topic = topic("camera", wireFormat);
		for (int round = 0; round < 3; round++) {
			assertThat(topic.mayBeReceived(this.socket)).isFalse();
			assertThat(topic.hasSubscriber(this.socket)).isFalse();
			subscribe("cam");
			assertThat(topic.mayBeReceived(this.socket)).isTrue();
			assertThat(topic.hasSubscriber(this.socket)).isTrue();
			unsubscribe("cam");
			await().until(() -> {
				this.socket.drain();
				return !topic.hasSubscriber(this.socket);
			});
		}
	}

	@Test
	void subscriptionOfAnotherTopicChangesNothing() {
		OutboundTopic topic = topic("camera", WireFormat.MULTIPART);
		subscribe("other");
		assertThat(topic.mayBeReceived(this.socket)).isFalse();
		subscribe("camera");
		assertThat(topic.hasSubscriber(this.socket)).isTrue();
		unsubscribe("other");
		await().until(() -> {
			this.socket.drain();
			return !this.socket.hasSubscriber("other".getBytes(StandardCharsets.UTF_8));
		});
		assertThat(topic.hasSubscriber(this.socket)).isTrue();
	}

	// Of a single frame the subscription may include the beginning of the payload
	@ParameterizedTest
	@EnumSource(names = { "SINGLE_FRAME", "RAW" })
	void longerSubscriptionGetsSomeMessages(WireFormat wireFormat) {
		OutboundTopic topic = topic("camera", wireFormat);
		subscribe("camera {\"id\"");
		assertThat(topic.mayBeReceived(this.socket)).isTrue();
		assertThat(topic.hasSubscriber(this.socket)).isFalse();
		subscribe("camera");
		assertThat(topic.hasSubscriber(this.socket)).isTrue();
	}

	@Test
	void longerSubscriptionGetsNoMessageWithATopicFrameOfItsOwn() {
		OutboundTopic topic = topic("camera", WireFormat.MULTIPART);
		subscribe("camera.left");
		assertThat(topic.mayBeReceived(this.socket)).isFalse();
	}

	// Version and audience are read together, so no thread combines two versions
	@Test
	void threadsAgreeWhileOtherSubscriptionsComeAndGo() throws InterruptedException {
		OutboundTopic wanted = topic("wanted", WireFormat.MULTIPART);
		OutboundTopic unwanted = topic("unwanted", WireFormat.MULTIPART);
		subscribe("wanted");
		AtomicBoolean wrong = new AtomicBoolean();
		AtomicBoolean ended = new AtomicBoolean();
		Thread[] publishing = new Thread[3];
		for (int i = 0; i < publishing.length; i++) {
			publishing[i] = new Thread(() -> {
				while (!ended.get()) {
					if (!wanted.hasSubscriber(this.socket) || unwanted.mayBeReceived(this.socket)) {
						wrong.set(true);
					}
				}
			});
			publishing[i].start();
		}
		for (int i = 0; i < 200; i++) {
			subscribe("other." + i);
			unsubscribe("other." + i);
		}
		ended.set(true);
		for (Thread thread : publishing) {
			thread.join();
		}
		assertThat(wrong).isFalse();
	}

}
