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

package io.zmqspring.listener;

import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;

import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads that are absent: no bytes, or the JSON null.
 */
class AbsentPayloadTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "null", " null " })
	void absentPayloadOfAnOptionalParameterIsEmptyOrNull(String payload) {
		EventsApplication.with(Lenient.class).run((context) -> {
			EventsApplication.publish(context, "optional", payload);
			EventsApplication.publish(context, "nullable", payload);
			EventsApplication.publish(context, "jspecify", payload);
			EventsApplication.publish(context, "message", payload);
			EventsApplication.publish(context, "batch", payload);
			EventsApplication.publish(context, "valid", payload);
			Inbox.of(context, Lenient.class)
				.awaitInAnyOrder("optional: Optional.empty", "nullable: null", "jspecify: null",
						"message: Optional.empty", "batch: [Optional.empty]", "valid: Optional.empty");
		});
	}

	@Test
	void presentPayloadOfAnOptionalParameterIsRead() {
		EventsApplication.with(Lenient.class).run((context) -> {
			for (String topic : List.of("optional", "nullable", "message", "batch", "valid")) {
				EventsApplication.publish(context, topic, "{\"id\":7}");
			}
			Inbox.of(context, Lenient.class)
				.awaitInAnyOrder("optional: Optional[Order[id=7]]", "nullable: Order[id=7]",
						"message: Optional[Order[id=7]]", "batch: [Optional[Order[id=7]]]",
						"valid: Optional[Order[id=7]]");
			EventsApplication.publish(context, "text", "");
			EventsApplication.publish(context, "text", "null");
			Inbox.of(context, Lenient.class)
				.awaitInAnyOrder("optional: Optional[Order[id=7]]", "nullable: Order[id=7]",
						"message: Optional[Order[id=7]]", "batch: [Optional[Order[id=7]]]",
						"valid: Optional[Order[id=7]]", "text: Optional.empty", "text: Optional[null]");
		});
	}

	@Test
	void payloadInAnOptionalIsValidated() {
		EventsApplication.with(Lenient.class).run((context) -> {
			EventsApplication.publish(context, "valid", "{\"id\":0}");
			EventsApplication.awaitCount(context, ZmqStatistics::rejectedTotal, 1);
			assertThat(context.getBean(Lenient.class).heard()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void absentPayloadOfARequiredParameterIsRejectedWithTheReason(String payload) {
		EventsApplication.with(Strict.class).run((context) -> {
			EventsApplication.publish(context, "order", payload);
			EventsApplication.awaitCount(context, ZmqStatistics::rejectedTotal, 1);
			assertThat(EventsApplication.subscriber(context).stats().lastError()).contains("The payload is "
					+ (payload.isEmpty() ? "empty" : "null") + ", but one of " + Order.class.getName() + " is required",
					"Optional", "@Payload(required = false)");
			EventsApplication.publish(context, "order", "{\"id\":7}");
			Inbox.of(context, Strict.class).awaitExactly("Order[id=7]");
		});
	}

	record Order(@Min(1) int id) {

	}

	static class Lenient extends Inbox {

		@ZmqListener("optional")
		void optional(Optional<Order> order) {
			hear("optional: " + order);
		}

		@ZmqListener("nullable")
		void nullable(@Payload(required = false) Order order) {
			hear("nullable: " + order);
		}

		@ZmqListener("jspecify")
		void jspecify(@Nullable Order order) {
			hear("jspecify: " + order);
		}

		@ZmqListener("message")
		void message(Message<Optional<Order>> order) {
			hear("message: " + order.getPayload());
		}

		@ZmqListener("batch")
		void batch(List<Optional<Order>> orders) {
			hear("batch: " + orders);
		}

		@ZmqListener("valid")
		void valid(@Valid Optional<Order> order) {
			hear("valid: " + order);
		}

		@ZmqListener("text")
		void text(Optional<String> text) {
			hear("text: " + text);
		}

	}

	static class Strict extends Inbox {

		@ZmqListener("order")
		void order(Order order) {
			hear(order.toString());
		}

	}

}
