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

package io.zmqspring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Valid;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.SendTo;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * An application that sends a text and a byte array to itself. {@link AbsentLibraryTests}
 * starts it in a separate process without some jars.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SmallApplication {

	static final String SUCCESS = "both messages have arrived";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SmallApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args).close();
	}

	@ZmqListener("text")
	CompletionStage<?> on(String text) {
		this.received.add(text);
		return CompletableFuture.completedStage(text);
	}

	@ZmqListener("bytes")
	void on(byte[] bytes) {
		this.received.add(new String(bytes, StandardCharsets.UTF_8));
	}

	@Bean
	ApplicationRunner exchange(ZmqPublisher eventsPublisher) {
		return (arguments) -> {
			for (String topic : new String[] { "text", "bytes" }) {
				if (!eventsPublisher.awaitSubscriber(topic, TIMEOUT)) {
					throw new IllegalStateException("There is no subscriber to the topic " + topic);
				}
			}
			eventsPublisher.publish("one", "text");
			eventsPublisher.publish(new byte[] { 't', 'w', 'o' }, "bytes");
			expect("one");
			expect("two");
			System.out.println(SUCCESS);
		};
	}

	private void expect(String text) throws InterruptedException {
		String next = this.received.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		if (!text.equals(next)) {
			throw new IllegalStateException("Expected " + text + " but got " + next);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("listen-suspending")
	static class Suspending {

		@ZmqListener("suspending")
		Object on(String text, Continuation<? super Unit> continuation) {
			return Unit.INSTANCE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("publish-results")
	static class Results {

		private final CompletableFuture<String> answer = new CompletableFuture<>();

		@ZmqListener("question")
		@SendTo("answer")
		CompletionStage<List<String>> on(String text) {
			return CompletableFuture.completedStage(List.of(text));
		}

		@ZmqListener("answer")
		void answer(String text) {
			this.answer.complete(text);
		}

		@Bean
		ApplicationRunner ask(ZmqPublisher eventsPublisher) {
			return (arguments) -> {
				eventsPublisher.awaitSubscriber("question", TIMEOUT);
				eventsPublisher.awaitSubscriber("answer", TIMEOUT);
				eventsPublisher.publish("forty-two", "question");
				System.out.println("the answer is " + this.answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
			};
		}

	}

	record Order(int id) {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("listen-to-records")
	static class Records {

		@ZmqListener("order")
		void on(Order order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("listen-to-valid-texts")
	static class ValidTexts {

		@ZmqListener("valid")
		void on(@Valid String text) {
		}

	}

}
