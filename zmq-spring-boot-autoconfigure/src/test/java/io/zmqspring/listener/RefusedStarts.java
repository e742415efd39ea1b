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

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.message.ZmqConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications with a subscriber, a controller and one handler method, which is
 * refused or accepted.
 */
final class RefusedStarts {

	private RefusedStarts() {
	}

	static ApplicationContextRunner with(Class<?> beans) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
			.withPropertyValues("zmq.subscribers.events.address=inproc://events", "zmq.subscribers.events.topics=a",
					"zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results")
			.withBean(beans);
	}

	static ApplicationContextRunner worker(Class<?> beans) {
		return with(beans).withPropertyValues("zmq.workers.a.pull.address=inproc://work");
	}

	static void refused(ApplicationContextRunner runner, String... parts) {
		runner.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
			.hasMessageContainingAll(parts));
	}

	static void accepted(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context).hasNotFailed());
	}

}
