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

package io.zmqspring.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles whose peers are missing: log, health and endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotConnectedTests {

	private static final String EXPECTED = ".socket.expect-connection-within=200ms";

	private final int port = FreePort.find();

	private final int other = FreePort.find();

	@ParameterizedTest
	@CsvSource({ "tcp://127.0.0.1:%1$d", "tcp://localhost:%1$d", "inproc://missing" })
	void subscriberWithoutAPublisherIsReportedUntilThePublisherComes(String format, CapturedOutput output) {
		String address = format.formatted(this.port);
		runner("zmq.subscribers.in.address=" + address, "zmq.subscribers.in" + EXPECTED, "zmq.subscribers.in.topics=x",
				"zmq.publishers.out.address=" + address)
			.run((context) -> {
				context.getBean("outPublisher", ZmqRole.class).stop();
				assertMissing(context, "subscriber.in", "not connected to " + address + " since 20");
				EventsApplication.await()
					.untilAsserted(() -> assertThat(output).containsOnlyOnce(
							"Subscriber 'in' has not been connected for a while: not connected to " + address));
				context.getBean("outPublisher", ZmqRole.class).start();
				awaitUp(context, "subscriber.in");
				EventsApplication.await()
					.untilAsserted(
							() -> assertThat(output).containsOnlyOnce("Subscriber 'in' is now connected: " + address));
			});
	}

	@Test
	void bothSocketsOfAWorkerAreWatched() {
		runner("zmq.workers.w.pull.address=tcp://127.0.0.1:" + this.port, "zmq.workers.w.pull" + EXPECTED,
				"zmq.workers.w.push.address=tcp://127.0.0.1:" + this.other, "zmq.workers.w.push" + EXPECTED)
			.withBean(Work.class)
			.run((context) -> assertMissing(context, "worker.w", "tcp://127.0.0.1:" + this.port,
					"tcp://127.0.0.1:" + this.other));
	}

	@Test
	void publisherThatConnectsIsWatched() {
		runner("zmq.publishers.out.address=tcp://127.0.0.1:" + this.port, "zmq.publishers.out.bind=false",
				"zmq.publishers.out" + EXPECTED)
			.run((context) -> assertMissing(context, "publisher.out", "not connected to tcp://127.0.0.1:" + this.port));
	}

	@Test
	void poolThatConnectsIsWatched() {
		runner("zmq.controllers.main.workers.a.push.address=tcp://127.0.0.1:" + this.port,
				"zmq.controllers.main.workers.a.push.bind=false", "zmq.controllers.main.workers.a.push" + EXPECTED,
				"zmq.controllers.main.workers.a.pull.address=tcp://127.0.0.1:" + this.other)
			.run((context) -> {
				assertMissing(context, "controller.main", "not connected to tcp://127.0.0.1:" + this.port);
				assertThat(context.getBean(ZmqRole.class).notConnected()).hasSize(1);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://127.0.0.1:%d", "inproc://bound" })
	void socketThatBindsIsWatchedIfAConnectionIsExpected(String format) {
		String address = format.formatted(this.port);
		runner("zmq.subscribers.in.address=" + address, "zmq.subscribers.in.bind=true", "zmq.subscribers.in" + EXPECTED,
				"zmq.subscribers.in.topics=x", "zmq.publishers.out.address=" + address, "zmq.publishers.out.bind=false")
			.run((context) -> {
				context.getBean("outPublisher", ZmqRole.class).stop();
				assertMissing(context, "subscriber.in", "no peer connected at " + address);
				context.getBean("outPublisher", ZmqRole.class).start();
				awaitUp(context, "subscriber.in");
			});
	}

	@Test
	void oneOfTwoAddressesIsMissed() {
		runner("zmq.subscribers.in.address=inproc://out,tcp://127.0.0.1:" + this.port, "zmq.subscribers.in" + EXPECTED,
				"zmq.subscribers.in.topics=x", "zmq.publishers.out.address=inproc://out")
			.run((context) -> {
				assertMissing(context, "subscriber.in", "not connected to tcp://127.0.0.1:" + this.port);
				assertThat(context.getBean("inSubscriber", ZmqRole.class).notConnected()).hasSize(1);
			});
	}

	@Test
	void stoppedRoleMissesNothing() {
		runner("zmq.subscribers.in.address=tcp://127.0.0.1:" + this.port, "zmq.subscribers.in" + EXPECTED,
				"zmq.subscribers.in.topics=x")
			.run((context) -> {
				assertMissing(context, "subscriber.in", "not connected");
				context.getBean(ZmqRole.class).stop();
				awaitUp(context, "subscriber.in");
			});
	}

	private static void assertMissing(ApplicationContext context, String component, String... texts) {
		String[] path = component.split("\\.");
		EventsApplication.await().untilAsserted(() -> {
			Health health = health(context, component);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("notConnected")).asString().contains(texts);
			assertThat(health.getDetails().get("faults")).asString().contains(texts);
		});
		assertThat(context.getBean(ZmqEndpoint.class).role(path[0], path[1]).notConnected()).asString().contains(texts);
	}

	private static void awaitUp(ApplicationContext context, String component) {
		EventsApplication.await()
			.untilAsserted(() -> assertThat(health(context, component).getStatus()).isEqualTo(Status.UP));
		assertThat(health(context, component).getDetails()).doesNotContainKey("notConnected");
	}

	private static Health health(ApplicationContext context, String component) {
		HealthIndicator indicator = (HealthIndicator) context.getBean(ZmqHealthContributor.class)
			.getContributor(component);
		assertThat(indicator).as(component).isNotNull();
		return indicator.health();
	}

	private static ApplicationContextRunner runner(String... settings) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class,
					ZmqHealthContributorAutoConfiguration.class, ZmqEndpointAutoConfiguration.class))
			.withPropertyValues(settings)
			.withPropertyValues("management.endpoints.web.exposure.include=zmq",
					"management.endpoints.jmx.exposure.include=zmq");
	}

	static class Work {

		@ZmqWorkHandler("w")
		void handle(byte[] work) {
		}

	}

}
