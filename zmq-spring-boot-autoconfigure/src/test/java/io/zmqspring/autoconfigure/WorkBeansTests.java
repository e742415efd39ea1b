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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.messaging.handler.annotation.Header;
import reactor.core.publisher.Mono;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The beans of workers and controllers.
 */
class WorkBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class));

	@Test
	void environmentVariablesAreSufficient() {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		Map<String, Object> variables = Map.of("ZMQ_WORKERS_IMAGE_PULL_ADDRESS", work, "ZMQ_WORKERS_IMAGE_PUSH_ADDRESS",
				results, "ZMQ_WORKERS_IMAGE_CONCURRENCY", "3", "ZMQ_CONTROLLERS_IMAGES_WORKERS_A_PUSH_ADDRESS", work,
				"ZMQ_CONTROLLERS_IMAGES_WORKERS_A_PULL_ADDRESS", results, "ZMQ_CONTROLLERS_IMAGES_SENDTIMEOUT", "30s");
		this.runner.withBean(Images.class).withInitializer((context) -> {
			String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			context.getEnvironment()
				.getPropertySources()
				.replace(name, new SystemEnvironmentPropertySource(name, variables));
		}).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("imageWorker", ZmqWorker.class).settings().concurrency()).isEqualTo(3);
			ZmqController controller = context.getBean("imagesController", ZmqController.class);
			assertThat(context.getBean(ZmqTemplate.class).controller("images")).isSameAs(controller);
			controller.send("a", "work");
			await()
				.untilAsserted(() -> assertThat(context.getBean(Images.class).results).containsExactly("a: work done"));
		});
	}

	@Test
	void beansOfTheApplicationHavePrecedence() {
		ZmqWorker worker = Mockito.mock();
		ZmqController controller = Mockito.mock();
		this.runner.withBean("imageWorker", ZmqWorker.class, () -> worker)
			.withBean("imagesController", ZmqController.class, () -> controller)
			.withPropertyValues("zmq.workers.image.pull.address=inproc://work",
					"zmq.controllers.images.workers.a.push.address=inproc://work",
					"zmq.controllers.images.workers.a.pull.address=inproc://results")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ZmqWorker.class)).isSameAs(worker);
				assertThat(context.getBean(ZmqController.class)).isSameAs(controller);
			});
	}

	static class Images {

		final List<String> results = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler("image")
		Mono<String> render(String work) {
			return Mono.just(work + " done");
		}

		@ZmqResultListener
		void done(String result, @Header(ZmqHeaders.WORKER) String pool) {
			this.results.add(pool + ": " + result);
		}

	}

}
