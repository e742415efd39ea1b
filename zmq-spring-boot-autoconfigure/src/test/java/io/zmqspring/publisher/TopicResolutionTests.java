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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.wire.TopicResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The topic a message is published to.
 */
class TopicResolutionTests {

	private final TopicResolver withDefault = new TopicResolver("default");

	private final TopicResolver withoutDefault = new TopicResolver(null);

	static Stream<Object> payloadsOfTopicX() {
		return Stream.of(new Annotated("ignored"), new Inherited(), new ImplementsAnnotated("ignored"),
				Map.of("type", "x"), Map.of("type", Topic.X), new RecordWithText("x"), new RecordWithEnum(Topic.X),
				new Bean("x"), new EnumBean(), new InheritsBean());
	}

	@ParameterizedTest
	@MethodSource("payloadsOfTopicX")
	void payloadCarriesItsTopic(Object payload) {
		assertThat(this.withDefault.resolve(payload, null)).isEqualTo("x");
	}

	@ParameterizedTest
	@MethodSource("payloadsOfTopicX")
	void explicitTopicComesFirst(Object payload) {
		assertThat(this.withDefault.resolve(payload, "explicit")).isEqualTo("explicit");
	}

	static Stream<Object> payloadsWithoutTopic() {
		return Stream.of("text", new byte[0], 1, List.of("type"), Map.of(), Map.of("type", 1),
				Collections.singletonMap("type", null), new RecordWithText(null), new RecordWithNumber(1),
				new WriteOnlyBean(), new Object());
	}

	@ParameterizedTest
	@MethodSource("payloadsWithoutTopic")
	void withoutATopicOfItsOwnTheDefaultIsUsed(Object payload) {
		assertThat(this.withDefault.resolve(payload, null)).isEqualTo("default");
	}

	@ParameterizedTest
	@MethodSource("payloadsWithoutTopic")
	void withoutAnyTopicPublishingIsRefused(Object payload) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.withoutDefault.resolve(payload, null))
			.withMessageContaining(payload.getClass().toString())
			.withMessageContaining("@ZmqMessageType")
			.withMessageContaining("default-topic");
	}

	@Test
	void enumsAreTopicsByTheirText() {
		new PublishedMessages().test((publisher, peer) -> {
			publisher.publish("1", Topic.X);
			publisher.publish("2", Topic.Y);
			assertThat(peer.receiveText()).containsExactly("x", "1");
			assertThat(peer.receiveText()).containsExactly("Y", "2");
		});
	}

	@Test
	void resolvedTopicIsPublished() {
		new PublishedMessages().with("default-topic=default").test((publisher, peer) -> {
			publisher.publish(new RecordWithText("x"));
			publisher.publish("text");
			publisher.publish(Map.of("type", "m"), "explicit");
			assertThat(peer.receiveText()).containsExactly("x", "{\"type\":\"x\"}");
			assertThat(peer.receiveText()).containsExactly("default", "text");
			assertThat(peer.receiveText()).containsExactly("explicit", "{\"type\":\"m\"}");
		});
	}

	@Test
	void topicOfAPayloadMustKeepTheRuleToo() {
		new PublishedMessages().with("topic-rule=strict").test((publisher, peer) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish(Map.of("type", "not strict")))
				.withMessageContaining("'not strict'");
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish(Map.of("type", "")))
				.withMessageContaining("is empty");
			assertThat(publisher.stats().failed()).isEqualTo(2);
			assertThat(publisher.stats().sent()).isZero();
		});
	}

	@Test
	void defaultTopicAgainstTheRuleStopsTheStart() {
		EventsApplication.with()
			.withPropertyValues("zmq.publishers.events.default-topic=not strict",
					"zmq.publishers.events.topic-rule=strict")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContainingAll("default-topic", "'not strict'"));
	}

	enum Topic {

		X {

			@Override
			public String toString() {
				return "x";
			}

		},
		Y

	}

	@ZmqMessageType("x")
	record Annotated(String type) {

	}

	@ZmqMessageType("x")
	static class Super {

	}

	static class Inherited extends Super {

	}

	@ZmqMessageType("x")
	interface Event {

	}

	record ImplementsAnnotated(String type) implements Event {

	}

	record RecordWithText(@Nullable String type) {

	}

	private record RecordWithEnum(Topic type) {

	}

	private record RecordWithNumber(int type) {

	}

	public static class Bean {

		private final String type;

		Bean(String type) {
			this.type = type;
		}

		public String getType() {
			return this.type;
		}

	}

	private static final class EnumBean {

		@SuppressWarnings("unused")
		public Topic getType() {
			return Topic.X;
		}

	}

	static class InheritsBean extends Bean {

		InheritsBean() {
			super("x");
		}

	}

	static class WriteOnlyBean {

		public void setType(String type) {
		}

	}

}
