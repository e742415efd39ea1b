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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqReplyingErrorHandler;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Error handlers that return a value in place of the result of a work handler.
 */
class ReplyingErrorHandlerTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static ApplicationContextRunner application(Class<?> beans, String delivery) {
		return new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.controllers.main.workers.a.delivery=" + delivery, "zmq.workers.a.delivery=" + delivery,
					"zmq.workers.a.pull.address=inproc://work", "zmq.workers.a.push.address=inproc://results")
			.withBean(beans)
			.withBean("fallback", ZmqReplyingErrorHandler.class, () -> (message, error) -> {
				String text = String.valueOf(error.getCause().getMessage());
				return switch (text) {
					case "silent" -> null;
					case "broken" -> throw new IllegalStateException("broken handler");
					case "endless" -> new Endless();
					default -> Map.of("fallback", text);
				};
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "at-most-once", "at-least-once" })
	void replyIsTheResultOfTheRequest(String delivery) {
		application(Work.class, delivery).run((context) -> {
			CompletableFuture<Map<?, ?>> result = request(context.getBean(ZmqController.class), "no tea");
			assertThat(result).succeedsWithin(SOON).extracting((map) -> map.get("fallback")).isEqualTo("no tea");
			assertThat(context.getBean(ZmqController.class).stats().failed()).isZero();
			assertThat(context.getBean(ZmqWorker.class).stats().failures())
				.isEqualTo(Map.of("IllegalStateException", 1L));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "silent", "broken", "endless" })
	void errorIsSentWithoutAUsableReply(String text) {
		application(Work.class, "at-most-once").run((context) -> {
			CompletableFuture<Map<?, ?>> result = request(context.getBean(ZmqController.class), text);
			assertThat(result).failsWithin(SOON);
			assertThat(catchThrowable(result::join)).hasCauseInstanceOf(ZmqWorkFailedException.class)
				.hasMessageContaining(text);
		});
	}

	@Test
	void asynchronousFailureIsAnsweredToo() {
		application(LaterWork.class, "at-most-once")
			.run((context) -> assertThat(request(context.getBean(ZmqController.class), "later")).succeedsWithin(SOON)
				.extracting((map) -> map.get("fallback"))
				.isEqualTo("later"));
	}

	@Test
	void replyOfAListenerWithoutSendToIsIgnored() {
		EventsApplication.with(Listener.class)
			.withBean("fallback", ZmqReplyingErrorHandler.class, () -> (message, error) -> "ignored")
			.run((context) -> {
				EventsApplication.publish(context, "a", "x");
				EventsApplication.awaitCount(context, (stats) -> stats.failed(), 1);
				assertThat(EventsApplication.publisher(context).stats().sent()).isEqualTo(1);
			});
	}

	@Test
	void replyOfAListenerWithSendToIsPublishedInPlaceOfTheResult() {
		EventsApplication.with(Answered.class)
			.withBean("fallback", ZmqReplyingErrorHandler.class,
					() -> (message, error) -> List.of("no " + message.text(), error.getCause().getMessage()))
			.run((context) -> {
				EventsApplication.publish(context, "a", "tea");
				EventsApplication.publish(context, "a", "coffee");
				List<String> results = context.getBean(Answered.class).results;
				EventsApplication.await().until(() -> results.size() == 3);
				assertThat(results).containsExactly("no tea", "sold out", "fresh coffee");
				EventsApplication.awaitCount(context, (stats) -> stats.failed(), 1);
			});
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static CompletableFuture<Map<?, ?>> request(ZmqController controller, String text) {
		return (CompletableFuture) controller.request("a", Map.of("text", text), Map.class);
	}

	static class Work {

		@ZmqWorkHandler(errorHandler = "fallback")
		Object work(Map<String, Object> work) {
			throw new IllegalStateException(String.valueOf(work.get("text")));
		}

	}

	static class LaterWork {

		@ZmqWorkHandler(errorHandler = "fallback")
		CompletableFuture<Object> work(Map<String, Object> work) {
			return CompletableFuture.supplyAsync(() -> new Work().work(work));
		}

	}

	static class Listener {

		@ZmqListener(topics = "a", errorHandler = "fallback")
		void on(String text) {
			throw new IllegalStateException("wanted");
		}

	}

	static class Answered {

		final List<String> results = new CopyOnWriteArrayList<>();

		@ZmqListener(topics = "a", errorHandler = "fallback")
		@SendTo("result")
		String on(String text) {
			if (text.equals("tea")) {
				throw new IllegalStateException("sold out");
			}
			return "fresh " + text;
		}

		@ZmqListener("result")
		void result(String text) {
			this.results.add(text);
		}

	}

	static class Endless {

		public Endless getSelf() {
			return this;
		}

	}

}
