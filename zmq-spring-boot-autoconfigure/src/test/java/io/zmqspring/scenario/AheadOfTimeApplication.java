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

package io.zmqspring.scenario;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * An application that {@link AheadOfTimeTests} processes ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(ZmqAutoConfiguration.class)
public class AheadOfTimeApplication {

	static final String RECEIVED = "received: ";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(AheadOfTimeApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args).close();
	}

	@Bean
	public Texts texts() {
		return new Texts();
	}

	@Bean
	public ApplicationRunner exchange(ZmqPublisher publisher, Texts texts) {
		return (arguments) -> {
			publisher.awaitSubscriber("text", Duration.ofSeconds(30));
			publisher.publish("hello", "text");
			System.out.println(RECEIVED + texts.queue.poll(30, TimeUnit.SECONDS) + " at " + publisher.addresses());
		};
	}

	/**
	 * Receives texts.
	 */
	public static class Texts {

		private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

		@ZmqListener(topics = "text", subscriber = "in")
		public void on(String text) {
			this.queue.add(text);
		}

	}

}
