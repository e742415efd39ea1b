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

package io.zmqspring.scenario.contexts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.autoconfigure.actuate.ZmqHealthContributorAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqListenerRegistry;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A parent application context and its child, both with the auto-configuration. The child
 * sees the settings of its parent.
 */
class ParentAndChildTests {

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

	private ConfigurableApplicationContext parent(Class<?>... beans) {
		return start(application(null, beans), "zmq.publishers.events.address=" + this.address,
				"zmq.subscribers.events.address=" + this.address, "zmq.subscribers.events.topics=always");
	}

	private ConfigurableApplicationContext child(ConfigurableApplicationContext parent, Class<?> beans,
			String... properties) {
		return start(application(parent, beans), properties);
	}

	private static SpringApplicationBuilder application(ConfigurableApplicationContext parent, Class<?>... beans) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(AutoConfigured.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false);
		builder.sources(beans);
		return (parent != null) ? builder.parent(parent) : builder;
	}

	private ConfigurableApplicationContext start(SpringApplicationBuilder builder, String... properties) {
		List<String> arguments = new CopyOnWriteArrayList<>();
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		ConfigurableApplicationContext context = builder.run(arguments.toArray(String[]::new));
		this.contexts.add(0, context);
		return context;
	}

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	private static void publishTo(ConfigurableApplicationContext context, String text, Listening... listeners) {
		ZmqPublisher publisher = context.getBean("eventsPublisher", ZmqPublisher.class);
		await().until(() -> publisher.hasSubscriber("t"));
		context.getBean(ZmqTemplate.class).publish(text, "t");
		for (Listening listener : listeners) {
			await().untilAsserted(() -> assertThat(listener.heard).contains(text));
		}
	}

	@Test
	void childUsesTheRolesOfItsParentAndOpensNoneOfThemAgain() {
		ConfigurableApplicationContext parent = parent();
		ConfigurableApplicationContext child = child(parent, ChildListening.class);
		assertThat(child.getBeanFactory().containsLocalBean("eventsPublisher")).isFalse();
		assertThat(child.getBean(ZmqContext.class)).isSameAs(parent.getBean(ZmqContext.class));
		assertThat(child.getBean(ZmqSubscriber.class)).isSameAs(parent.getBean(ZmqSubscriber.class));
		publishTo(child, "1", child.getBean(ChildListening.class));
	}

	@Test
	void listenersOfTheChildLeaveTheSubscriberOfItsParentWhenTheChildCloses() {
		ConfigurableApplicationContext parent = parent(ParentListening.class);
		ConfigurableApplicationContext child = child(parent, ChildListening.class);
		ChildListening closed = child.getBean(ChildListening.class);
		publishTo(parent, "1", closed, parent.getBean(ParentListening.class));
		child.close();
		assertThat(parent.getBean(ZmqSubscriber.class).state()).isEqualTo(ZmqState.RUNNING);
		ConfigurableApplicationContext next = child(parent, ChildListening.class);
		publishTo(parent, "2", next.getBean(ChildListening.class), parent.getBean(ParentListening.class));
		assertThat(closed.heard).containsExactly("1");
	}

	@Test
	void entryWithOtherSettingsIsARoleOfTheChildAndTheNearestOneWins() {
		ConfigurableApplicationContext parent = parent(ParentListening.class);
		String other = "tcp://127.0.0.1:" + FreePort.find();
		ConfigurableApplicationContext child = child(parent, ChildListening.class,
				"zmq.publishers.events.address=" + other, "zmq.subscribers.events.address=" + other);
		assertThat(child.getBean(ZmqTemplate.class).publisher("events"))
			.isSameAs(child.getBean("eventsPublisher", ZmqPublisher.class));
		publishTo(child, "child", child.getBean(ChildListening.class));
		publishTo(parent, "parent", parent.getBean(ParentListening.class));
		assertThat(child.getBean(ChildListening.class).heard).containsExactly("child");
		assertThat(parent.getBean(ParentListening.class).heard).containsExactly("parent");
	}

	@Test
	void childHasRolesOfItsOwnBesideThoseOfItsParent() {
		ConfigurableApplicationContext parent = parent();
		ConfigurableApplicationContext child = child(parent, NamedListening.class,
				"zmq.publishers.own.address=inproc://own", "zmq.subscribers.own.address=inproc://own");
		ZmqTemplate template = child.getBean(ZmqTemplate.class);
		await().until(() -> template.publisher("own").hasSubscriber("o"));
		template.publish("1", "o");
		await().untilAsserted(() -> assertThat(child.getBean(NamedListening.class).heard).containsExactly("1"));
		assertThat(template.publisher("events")).isSameAs(parent.getBean(ZmqPublisher.class));
		assertThat(child.getBean(ZmqListenerRegistry.class).all()).hasSize(2);
		assertThat(parent.getBean(ZmqListenerRegistry.class).all()).isEmpty();
		assertThat(parent.getBean(ZmqTemplate.class).publisher("events")).isNotNull();
	}

	@Test
	void healthOfTheChildShowsItsOwnRolesAndThoseOfItsParent() {
		ConfigurableApplicationContext parent = parent();
		ConfigurableApplicationContext child = child(parent, ChildListening.class,
				"zmq.publishers.own.address=inproc://own");
		assertThat(components(child)).containsExactlyInAnyOrder("publisher.own", "publisher.events",
				"subscriber.events");
		assertThat(components(parent)).containsExactlyInAnyOrder("publisher.events", "subscriber.events");
	}

	private static List<String> components(ConfigurableApplicationContext context) {
		return context.getBean("zmqHealthContributor", CompositeHealthContributor.class)
			.stream()
			.map(HealthContributors.Entry::name)
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
			ZmqHealthContributorAutoConfiguration.class })
	static class AutoConfigured {

	}

	static class Listening {

		final List<String> heard = new CopyOnWriteArrayList<>();

	}

	static class ParentListening extends Listening {

		@ZmqListener("t")
		void on(String text) {
			this.heard.add(text);
		}

	}

	static class ChildListening extends Listening {

		@ZmqListener("t")
		void on(String text) {
			this.heard.add(text);
		}

	}

	static class NamedListening extends Listening {

		@ZmqListener("o")
		void on(String text) {
			this.heard.add(text);
		}

		@ZmqListener(topics = "t", subscriber = "events")
		void ofParent(String text) {
			this.heard.add(text);
		}

	}

}
