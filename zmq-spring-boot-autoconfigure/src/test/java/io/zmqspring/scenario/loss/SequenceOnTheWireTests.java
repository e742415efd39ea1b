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

package io.zmqspring.scenario.loss;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.wire.SequenceFrame;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber recognizes the sequence of messages without a setting, and its handlers
 * see nothing of it.
 */
class SequenceOnTheWireTests {

	private static final String HEADERS = "{\"who\":\"Ann\"}";

	private final LossRoles roles = new LossRoles();

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	private final RawPublisher publisher = this.roles.closing(new RawPublisher());

	@AfterEach
	void close() throws Exception {
		this.roles.close();
	}

	private ZmqSubscriber subscriber(UnaryOperator<SubscriberSettings.Builder> settings) {
		ZmqSubscriber subscriber = this.roles.subscriber(settings, this.publisher.address());
		subscriber.add(HandlerSpec.of(subscriber.parse("t"), (HandlerInvocation.Single) (topic, payload, headers) -> {
			this.received.add(new String(payload, StandardCharsets.UTF_8) + headers);
			return null;
		}), true);
		subscriber.start();
		this.publisher.awaitSubscription();
		return subscriber;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] sequence(long number) {
		return SequenceFrame.encode(7, number, 1);
	}

	private void awaitReceived(String... messages) {
		EventsApplication.await().untilAsserted(() -> assertThat(this.received).containsExactly(messages));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void trailingFrameIsRecognized(boolean headers) {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.headers(headers));
		this.publisher.send(bytes("t"), bytes("1"), sequence(1));
		this.publisher.send(bytes("t"), bytes("3"), sequence(3));
		this.publisher.send(bytes("t"), bytes("plain"));
		awaitReceived("1{}", "3{}", "plain{}");
		assertThat(subscriber.stats().lost()).isEqualTo(1);
		assertThat(subscriber.stats().unsequenced()).isEqualTo(1);
	}

	@Test
	void trailingFrameFollowsHeaders() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.headers(true));
		this.publisher.send(bytes("t"), bytes("1"), bytes(HEADERS), sequence(1));
		this.publisher.send(bytes("t"), bytes("2"), bytes(HEADERS));
		this.publisher.send(bytes("t"), bytes("3"), bytes(HEADERS), sequence(4));
		awaitReceived("1{who=Ann}", "2{who=Ann}", "3{who=Ann}");
		assertThat(subscriber.stats().lost()).isEqualTo(2);
	}

	@Test
	void headersThatAreNotExpectedAreRefusedAsWithoutSequence() {
		ZmqSubscriber subscriber = subscriber(UnaryOperator.identity());
		this.publisher.send(bytes("t"), bytes("1"), bytes(HEADERS), sequence(1));
		this.publisher.send(bytes("t"), bytes("2"), sequence(2), bytes("more"));
		this.publisher.send(bytes("t"), bytes("3"), bytes("x"), bytes("y"), sequence(3));
		this.publisher.send(bytes("t"), sequence(4));
		this.publisher.send(bytes("t"), bytes("5"), sequence(5));
		EventsApplication.await().until(() -> this.received.size() == 2);
		assertThat(subscriber.stats().rejected("wrong-frames")).isEqualTo(3);
		assertThat(subscriber.stats().lost()).isZero();
	}

	@Test
	void messageWithBrokenHeadersIsNotLost() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.headers(true));
		this.publisher.send(bytes("t"), bytes("1"), sequence(1));
		this.publisher.send(bytes("t"), bytes("2"), bytes("{broken"), sequence(2));
		this.publisher.send(bytes("t"), bytes("3"), sequence(3));
		awaitReceived("1{}", "3{}");
		assertThat(subscriber.stats().rejected("undecodable")).isEqualTo(1);
		assertThat(subscriber.stats().lost()).isZero();
	}

	@Test
	void firstMemberOfASingleFrameIsRemoved() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.wireFormat(WireFormat.SINGLE_FRAME));
		this.publisher.send("t {\"_zmq\":{\"sequence\":\"00000000000000aa:1:1800000000000000000\"},\"id\":1}");
		this.publisher.send("t {\"_zmq\":{\"sequence\":\"00000000000000aa:3:1800000000000000000\"}}");
		this.publisher.send("t {\"id\":2}");
		this.publisher.send("t text");
		awaitReceived("{\"id\":1}{}", "{}{}", "{\"id\":2}{}", "text{}");
		assertThat(subscriber.stats().lost()).isEqualTo(1);
		assertThat(subscriber.stats().unsequenced()).isEqualTo(2);
	}

	@Test
	void headersOfASingleFrameAreKept() {
		ZmqSubscriber subscriber = subscriber((settings) -> settings.wireFormat(WireFormat.SINGLE_FRAME).headers(true));
		this.publisher
			.send("t {\"_zmq\":{\"sequence\":\"00000000000000aa:1:1800000000000000000\",\"who\":\"Ann\"},\"id\":1}");
		this.publisher.send("t {\"_zmq\":{\"sequence\":\"00000000000000aa:4:1800000000000000000\"},\"id\":2}");
		this.publisher.send("t {\"_zmq\":{\"who\":\"Ann\"},\"id\":3}");
		awaitReceived("{\"id\":1}{who=Ann}", "{\"id\":2}{}", "{\"id\":3}{who=Ann}");
		assertThat(subscriber.stats().lost()).isEqualTo(2);
	}

	@Test
	void headersOfASingleFrameThatAreNotExpectedStayInThePayload() {
		subscriber((settings) -> settings.wireFormat(WireFormat.SINGLE_FRAME));
		this.publisher
			.send("t {\"_zmq\":{\"sequence\":\"00000000000000aa:1:1800000000000000000\",\"who\":\"Ann\"},\"id\":1}");
		awaitReceived("{\"_zmq\":{\"who\":\"Ann\"},\"id\":1}{}");
	}

	@Test
	void numbersThatNobodyCanMeanDoNoHarm() {
		ZmqSubscriber subscriber = subscriber(UnaryOperator.identity());
		Stream.of(1L, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 2L)
			.forEach((number) -> this.publisher.send(bytes("t"), bytes("x"), sequence(number)));
		this.publisher.send(bytes("t"), bytes("x"), SequenceFrame.encode(0, 5, 1));
		EventsApplication.await().until(() -> this.received.size() == 7);
		assertThat(subscriber.stats().unsequenced()).isEqualTo(5);
		assertThat(subscriber.stats().lost() + subscriber.stats().duplicates()).isZero();
	}

	@Test
	void longerTopicThatPassesTheFilterIsNotLost() {
		ZmqSubscriber subscriber = subscriber(UnaryOperator.identity());
		this.publisher.send(bytes("tt"), bytes("x"), sequence(1));
		this.publisher.send(bytes("tt"), bytes("x"), sequence(5));
		this.publisher.send(bytes("t"), bytes("1"), sequence(1));
		awaitReceived("1{}");
		assertThat(subscriber.stats().rejected("not-subscribed")).isEqualTo(2);
		assertThat(subscriber.stats().lost()).isZero();
	}

}
