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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.handler.annotation.SendTo;
import reactor.core.publisher.Flux;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A result that cannot be published fails its message, as an exception of the listener
 * does.
 */
class FailingSendToTests {

	@ParameterizedTest
	@ValueSource(strings = { "value", "stage", "flux", "batch" })
	void resultThatCannotBeConvertedFailsItsMessage(String topic) {
		ResultsApplication.with(Unwritable.class, Errors.class).run((context) -> {
			Errors errors = context.getBean(Errors.class);
			try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
				EventsApplication.publish(context, topic, "a");
				assertThat(errors.await(1).get(0)).isInstanceOf(ZmqHandlerException.class)
					.cause()
					.isInstanceOf(ZmqConversionException.class);
				assertThat(errors.messages().get(0)).extracting(ZmqMessage::topic, ZmqMessage::text)
					.containsExactly(topic, "a");
				EventsApplication.publish(context, "fine", "b");
				assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("out b");
			}
			assertThat(EventsApplication.subscriber(context).stats().failed()).isOne();
			assertThat(EventsApplication.subscriber(context).stats().rejectedTotal()).isZero();
			assertThat(ResultsApplication.results(context).stats().failed()).isOne();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "error-flux" })
	void errorOfAConverterFailsOneMessage(String topic) {
		ResultsApplication.with(Unwritable.class, Errors.class).run((context) -> {
			try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
				EventsApplication.publish(context, topic, "a");
				assertThat(context.getBean(Errors.class).await(1).get(0)).cause()
					.isInstanceOf(StackOverflowError.class);
				EventsApplication.publish(context, "fine", "b");
				assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("out b");
			}
		});
	}

	@Test
	void listenerIsCalledAgainIfItsResultCannotBePublished() {
		ResultsApplication.with(Counting.class, Errors.class)
			.withPropertyValues("zmq.listener.retry.max-attempts=3", "zmq.listener.retry.initial-interval=1ms")
			.run((context) -> {
				ResultsApplication.results(context).stop();
				EventsApplication.publish(context, "a", "x");
				assertThat(context.getBean(Errors.class).await(1).get(0)).cause()
					.isInstanceOf(ZmqException.class)
					.hasMessageContaining("Publisher 'results' is not running");
				assertThat(context.getBean(Counting.class).calls).hasValue(3);
			});
	}

	@Test
	void messageWhoseResultCannotBePublishedBecomesADeadLetter() {
		ResultsApplication.with(Counting.class, Errors.class, Letters.class)
			.withPropertyValues("zmq.publishers.events.headers=true", "zmq.subscribers.events.headers=true",
					"zmq.listener.dead-letter.publisher=events")
			.run((context) -> {
				EventsApplication.await()
					.until(() -> EventsApplication.publisher(context).hasSubscriber("dead-letter"));
				ResultsApplication.results(context).stop();
				EventsApplication.publish(context, "a", "x");
				Inbox.of(context, Letters.class).awaitExactly("a x");
			});
	}

	@Test
	void elementsBeforeAFailureArePublished() {
		ResultsApplication.with(HalfWay.class, Errors.class).run((context) -> {
			try (RawSubscriber subscriber = ResultsApplication.subscriber(context)) {
				EventsApplication.publish(context, "flux", "x");
				assertThat(ResultsApplication.receive(subscriber, 1)).containsExactly("out 1");
				assertThat(context.getBean(Errors.class).await(1).get(0)).cause()
					.isInstanceOf(ArithmeticException.class);
			}
		});
	}

	static class Unwritable {

		@ZmqListener("value")
		@SendTo("results/out")
		Broken value(String text) {
			return new Broken();
		}

		@ZmqListener("stage")
		@SendTo("results/out")
		CompletionStage<Broken> stage(String text) {
			return CompletableFuture.supplyAsync(Broken::new);
		}

		@ZmqListener("flux")
		@SendTo("results/out")
		Flux<Broken> flux(String text) {
			return Flux.just(new Broken());
		}

		@ZmqListener("batch")
		@SendTo("results/out")
		List<Broken> batch(List<String> texts) {
			return List.of(new Broken());
		}

		@ZmqListener("error")
		@SendTo("results/out")
		Fatal error(String text) {
			return new Fatal();
		}

		@ZmqListener("error-flux")
		@SendTo("results/out")
		Flux<Fatal> errorOfFlux(String text) {
			return Flux.just(new Fatal());
		}

		@ZmqListener("fine")
		@SendTo("results/out")
		String fine(String text) {
			return text;
		}

	}

	static class Counting {

		final AtomicInteger calls = new AtomicInteger();

		@ZmqListener("a")
		@SendTo("results/out")
		String on(String text) {
			this.calls.incrementAndGet();
			return text;
		}

	}

	static class Letters extends Inbox {

		@ZmqListener("dead-letter")
		void on(ZmqMessage letter) {
			hear(letter.headers().get(ZmqHeaders.DEAD_LETTER_TOPIC) + " " + letter.text());
		}

	}

	static class HalfWay {

		@ZmqListener("flux")
		@SendTo("results/out")
		Flux<String> on(String text) {
			return Flux.just(1, 0).map((number) -> String.valueOf(1 / number));
		}

	}

	@JsonSerialize(using = BrokenSerializer.class)
	record Broken() {

	}

	static class BrokenSerializer extends ValueSerializer<Broken> {

		@Override
		public void serialize(Broken value, JsonGenerator generator, SerializationContext context) {
			throw DatabindException.from(generator, "broken");
		}

	}

	@JsonSerialize(using = FatalSerializer.class)
	record Fatal() {

	}

	static class FatalSerializer extends ValueSerializer<Fatal> {

		@Override
		public void serialize(Fatal value, JsonGenerator generator, SerializationContext context) {
			serialize(value, generator, context);
		}

	}

}
