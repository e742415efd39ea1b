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

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.support.MessageBuilder;

import io.zmqspring.message.TypedPayload;
import io.zmqspring.message.ZmqMessageType;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The type that {@code @ZmqMessageType} gives to a class is written into its JSON.
 */
class WrittenTypeTests {

	// The bytes of the Python services for AudiencePresent(person_count=2)
	private static final String FROM_PYTHON = "AudiencePresent {\"type\":\"AudiencePresent\",\"person_count\":2}";

	@Test
	void singleFrameIsByteForByteTheTypedMessageOfThePythonServices() {
		new PublishedMessages().with("wire-format=single-frame").test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2));
			publisher.publish(MessageBuilder.withPayload(new AudiencePresent(2)).build());
			publisher.publish(TypedPayload.of(new AudiencePresent(2), new ParameterizedTypeReference<>() {
			}));
			publisher.publish(publisher.prepare(new AudiencePresent(2), null, Map.of()));
			for (int i = 0; i < 4; i++) {
				assertThat(peer.receiveText()).containsExactly(FROM_PYTHON);
			}
		});
	}

	@Test
	void typeDoesNotDependOnTheTopic() {
		new PublishedMessages().with("wire-format=single-frame").test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2), "status");
			assertThat(peer.receiveText()).containsExactly("status {\"type\":\"AudiencePresent\",\"person_count\":2}");
		});
	}

	@Test
	void onlyPayloadsWithADeclaredTypeAreChanged() {
		new PublishedMessages().with("wire-format=single-frame", "default-topic=x").test((publisher, peer) -> {
			publisher.publish(Map.of("a", 1));
			publisher.publish("{\"a\":1}");
			publisher.publish("{\"a\":1}".getBytes());
			publisher.publish(List.of(new AudiencePresent(2)));
			publisher.publish(new OwnType("own"), "x");
			assertThat(peer.receiveText()).containsExactly("x {\"a\":1}");
			assertThat(peer.receiveText()).containsExactly("x {\"a\":1}");
			assertThat(peer.receiveText()).containsExactly("x {\"a\":1}");
			assertThat(peer.receiveText()).containsExactly("x [{\"person_count\":2}]");
			assertThat(peer.receiveText()).containsExactly("x {\"type\":\"own\"}");
		});
	}

	@Test
	void multipartHasNoTypeUnlessConfigured() {
		new PublishedMessages().test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2));
			assertThat(peer.receiveText()).containsExactly("AudiencePresent", "{\"person_count\":2}");
		});
		new PublishedMessages().with("type-property=kind").test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2));
			assertThat(peer.receiveText()).containsExactly("AudiencePresent",
					"{\"kind\":\"AudiencePresent\",\"person_count\":2}");
		});
	}

	@Test
	void emptyTypePropertyWritesNoType() {
		new PublishedMessages().with("wire-format=single-frame", "type-property=").test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2));
			assertThat(peer.receiveText()).containsExactly("AudiencePresent {\"person_count\":2}");
		});
	}

	@Test
	void headersAreWrittenBesideTheType() {
		new PublishedMessages().with("wire-format=single-frame", "headers=true").test((publisher, peer) -> {
			publisher.publish(new AudiencePresent(2), null, Map.of("a", "b"));
			assertThat(peer.receiveText()).containsExactly(
					"AudiencePresent {\"_zmq\":{\"a\":\"b\"}," + "\"type\":\"AudiencePresent\",\"person_count\":2}");
		});
	}

	@Test
	void typePropertyThatIsABooleanIsRefused() {
		EventsApplication.with()
			.withPropertyValues("zmq.publishers.events.type-property=false")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContainingAll("type-property", "false", "is not a name"));
	}

	@ZmqMessageType("AudiencePresent")
	record AudiencePresent(@JsonProperty("person_count") int personCount) {

	}

	@ZmqMessageType("declared")
	record OwnType(String type) {

	}

}
