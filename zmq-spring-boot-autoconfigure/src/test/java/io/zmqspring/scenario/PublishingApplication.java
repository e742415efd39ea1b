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

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * An application with nothing but a publisher. {@link EndOfApplicationTests} starts it in
 * a JVM of its own.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
class PublishingApplication {

	static final String END_OF_MAIN = "main has returned";

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(PublishingApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
		System.out.println(END_OF_MAIN);
	}

	@Bean
	@ConditionalOnBooleanProperty("publish")
	ApplicationRunner publish(ZmqPublisher publisher) {
		return (arguments) -> {
			publisher.awaitSubscriber("topic", Duration.ofSeconds(30));
			publisher.publish("once", "topic");
		};
	}

}
