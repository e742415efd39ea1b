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

package io.zmqspring.scenario.jeromq;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * Runs in a JVM of its own: sends a message from a publisher to a subscriber, and work
 * from a controller to a worker and back. Then waits until the engine has been checked,
 * and prints what happened.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class })
public class RoundTripApplication {

	static final String PUB_SUB = "pub-sub: ";

	static final String PUSH_PULL = "push-pull: ";

	static final String FAULTS = "faults: ";

	static final String REJECTED = "rejected: ";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final CountDownLatch received = new CountDownLatch(1);

	@ZmqListener("greeting")
	void receive(String text) {
		this.received.countDown();
	}

	@ZmqWorkHandler("echo")
	String echo(String work) {
		return "{\"text\":\"done\"}";
	}

	/**
	 * Run the round trip.
	 * @param arguments how long to go on afterwards, in milliseconds, and three addresses
	 * @throws Exception if something fails
	 */
	public static void main(String[] arguments) throws Exception {
		// Not inproc, which has no connections
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RoundTripApplication.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("zmq.publishers.events.address=" + arguments[1],
					"zmq.subscribers.events.address=" + arguments[1],
					"zmq.controllers.main.workers.echo.push.address=" + arguments[2],
					"zmq.controllers.main.workers.echo.pull.address=" + arguments[3],
					"zmq.workers.echo.pull.address=" + arguments[2], "zmq.workers.echo.push.address=" + arguments[3])
			.run()) {
			ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
			publisher.awaitSubscriber("greeting", PATIENCE);
			publisher.publish("hello", "greeting");
			RoundTripApplication application = context.getBean(RoundTripApplication.class);
			say(PUB_SUB + application.received.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
			Object result = context.getBean(ZmqController.class)
				.request("echo", "{\"n\":1}", String.class)
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			say(PUSH_PULL + String.valueOf(result).contains("done"));
			new CountDownLatch(1).await(Long.parseLong(arguments[0]), TimeUnit.MILLISECONDS);
			List<String> faults = context.getBean(ZmqSubscriber.class).faults();
			say(FAULTS + faults);
			say(REJECTED + publisher.stats().rejected());
		}
	}

	private static void say(String text) {
		System.out.println(text);
	}

}
