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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.DyingEngine;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health of a role in each of its states.
 */
class RoleHealthTests {

	private final int port = FreePort.find();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class))
		.withPropertyValues("zmq.publishers.out.address=tcp://127.0.0.1:" + this.port,
				"zmq.subscribers.in.address=tcp://127.0.0.1:" + this.port);

	private static Health health(ApplicationContext context, String component) {
		HealthIndicator indicator = (HealthIndicator) context.getBean(ZmqHealthContributor.class)
			.getContributor(component);
		assertThat(indicator).as(component).isNotNull();
		return indicator.health();
	}

	private static void awaitDown(ApplicationContext context, String component, String fault) {
		await().untilAsserted(() -> {
			Health health = health(context, component);
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().get("faults")).asString().contains(fault);
		});
	}

	@Test
	void detailsThatDoNotApplyAreLeftOut() {
		this.runner.withBean(Texts.class).run((context) -> {
			ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("text"));
			assertThat(health(context, "publisher.out").getDetails()).doesNotContainKeys("lastMessageAt", "lastError",
					"faults");
			publisher.publish("hello", "text");
			await().untilAsserted(
					() -> assertThat(health(context, "subscriber.in").getDetails()).containsEntry("received", 1L)
						.containsEntry("connections", 1));
			await().untilAsserted(
					() -> assertThat(health(context, "publisher.out").getDetails()).containsEntry("connections", 1));
			Map<String, Object> in = health(context, "subscriber.in").getDetails();
			assertThat(in)
				.containsOnlyKeys("state", "addresses", "connections", "received", "dropped", "failed", "rejected",
						"lastMessageAt")
				.containsEntry("state", ZmqState.RUNNING)
				.containsEntry("addresses", List.of("tcp://127.0.0.1:" + this.port))
				.containsEntry("connections", 1)
				.containsEntry("rejected", Map.of());
			assertThat(health(context, "publisher.out").getDetails())
				.containsOnlyKeys("state", "addresses", "connections", "sent", "dropped", "failed", "rejected",
						"lastMessageAt")
				.containsEntry("sent", 1L);
		});
	}

	@Test
	void controllersWithOneSocketShowWhatItDoesOnly() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("zmq.controllers.jobs.workers.a.push.address=inproc://jobs",
					"zmq.controllers.sensors.workers.a.pull.address=inproc://sensors")
			.run((context) -> {
				assertThat(health(context, "controller.jobs").getDetails()).containsKey("sent")
					.doesNotContainKey("received");
				assertThat(health(context, "controller.sensors").getDetails()).containsKey("received")
					.doesNotContainKey("sent");
				assertThat(health(context, "controller.sensors").getStatus()).isEqualTo(Status.UP);
			});
	}

	@Test
	void failuresAndRejectionsAreCountedAndTheLastErrorIsShown() {
		this.runner.withBean(Texts.class).run((context) -> {
			ZmqPublisher publisher = context.getBean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("text") && publisher.hasSubscriber("number"));
			publisher.publish("bad", "text");
			publisher.publish("no number", "number");
			await().untilAsserted(
					() -> assertThat(health(context, "subscriber.in").getDetails()).containsEntry("failed", 1L)
						.containsEntry("rejected", Map.of("undecodable", 1L))
						.containsKey("lastError"));
			assertThat(health(context, "subscriber.in").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void stoppedRoleIsUp() {
		this.runner.withBean(Texts.class).run((context) -> {
			context.getBean(ZmqSubscriber.class).stop();
			assertThat(health(context, "subscriber.in")).returns(Status.UP, Health::getStatus)
				.returns(ZmqState.STOPPED, (health) -> health.getDetails().get("state"));
		});
	}

	@Test
	void pausedRoleIsUp() {
		this.runner.withBean(Texts.class).run((context) -> {
			context.getBean(ZmqSubscriber.class).pause();
			assertThat(health(context, "subscriber.in")).returns(Status.UP, Health::getStatus)
				.returns(ZmqState.PAUSED, (health) -> health.getDetails().get("state"));
		});
	}

	@Test
	void roleWithoutAutoStartupIsUp() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("zmq.subscribers.in.auto-startup=false")
			.run((context) -> assertThat(health(context, "subscriber.in")).returns(Status.UP, Health::getStatus)
				.returns(ZmqState.INITIALIZED, (health) -> health.getDetails().get("state")));
	}

	@Test
	void roleThatIsNotStartedYetIsUnknown() {
		this.runner.withBean(Texts.class).withBean(HealthDuringStart.class).run((context) -> {
			assertThat(context.getBean(HealthDuringStart.class).health).isNotNull()
				.returns(Status.UNKNOWN, Health::getStatus)
				.returns(ZmqState.INITIALIZED, (health) -> health.getDetails().get("state"));
			assertThat(health(context, "subscriber.in").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void roleWithAFatalErrorIsDownUntilItStartsAgain() {
		this.runner.withBean(Texts.class).run((context) -> {
			ZmqSubscriber subscriber = context.getBean(ZmqSubscriber.class);
			subscriber.recordError(new IllegalStateException("disk full"), true);
			assertThat(health(context, "subscriber.in")).returns(Status.DOWN, Health::getStatus)
				.returns(ZmqState.FAILED, (health) -> health.getDetails().get("state"))
				.returns("java.lang.IllegalStateException: disk full",
						(health) -> health.getDetails().get("lastError"));
			assertThat(health(context, "publisher.out").getStatus()).isEqualTo(Status.UP);
			subscriber.start();
			assertThat(health(context, "subscriber.in").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void roleWithAnErrorThatIsNotFatalIsUp() {
		this.runner.withBean(Texts.class).run((context) -> {
			context.getBean(ZmqSubscriber.class).recordError(new IllegalStateException("hiccup"), false);
			assertThat(health(context, "subscriber.in")).returns(Status.UP, Health::getStatus)
				.returns("java.lang.IllegalStateException: hiccup", (health) -> health.getDetails().get("lastError"));
		});
	}

	@Test
	void roleWhoseReceivingThreadHasDiedIsDown() {
		this.runner.withBean(Texts.class).run((context) -> {
			Object run = ReflectionTestUtils.getField(context.getBean(ZmqSubscriber.class), "run");
			assertThat(run).isNotNull();
			Object socket = ReflectionTestUtils.getField(run, "socket");
			assertThat(socket).isNotNull();
			Runnable fault = () -> {
				throw new IllegalStateException("fault in the engine");
			};
			ReflectionTestUtils.invokeMethod(ReflectionTestUtils.getField(socket, "receiver"), "command", fault);
			awaitDown(context, "subscriber.in", "fault in the engine");
			await().untilAsserted(() -> assertThat(threads()).doesNotContain("zmq-subscriber-in"));
			assertThat(health(context, "publisher.out").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void everyRunningRoleIsDownIfAThreadOfTheEngineHasDied() {
		this.runner.withBean(Texts.class)
			.withPropertyValues("zmq.subscribers.idle.address=inproc://none", "zmq.subscribers.idle.topics=*",
					"zmq.subscribers.idle.auto-startup=false", "zmq.context.restart-on-failure=false")
			.run((context) -> {
				assertThat(health(context, "publisher.out").getStatus()).isEqualTo(Status.UP);
				try (DyingEngine dead = DyingEngine.kill(context.getBean(ZmqContext.class))) {
					assertThat(dead).isNotNull();
					awaitDown(context, "publisher.out", "a thread of the ZeroMQ engine has died");
					awaitDown(context, "subscriber.in", "a thread of the ZeroMQ engine has died");
					assertThat(health(context, "subscriber.idle").getStatus()).isEqualTo(Status.UP);
				}
			});
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			.toList();
	}

	static class Texts {

		@ZmqListener(topics = "text", subscriber = "in")
		void on(String text) {
			if (text.equals("bad")) {
				throw new IllegalArgumentException("bad text");
			}
		}

		@ZmqListener(topics = "number", subscriber = "in")
		void on(Integer number) {
		}

	}

}
