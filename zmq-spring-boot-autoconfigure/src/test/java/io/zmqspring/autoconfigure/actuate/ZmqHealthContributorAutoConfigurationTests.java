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
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the health contributor is created, and which components it has.
 */
class ZmqHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, ZmqHealthContributorAutoConfiguration.class));

	private final ApplicationContextRunner publishing = this.runner
		.withPropertyValues("zmq.publishers.events.address=inproc://events");

	private static CompositeHealthContributor contributor(ApplicationContext context) {
		return context.getBean("zmqHealthContributor", CompositeHealthContributor.class);
	}

	private static Health health(ApplicationContext context, String component) {
		HealthIndicator indicator = (HealthIndicator) contributor(context).getContributor(component);
		assertThat(indicator).as(component).isNotNull();
		return indicator.health();
	}

	@Test
	void singleRoleHasAComponent() {
		this.publishing.run((context) -> {
			assertThat(contributor(context).stream()).extracting(HealthContributors.Entry::name)
				.containsExactly("publisher.events");
			assertThat(health(context, "publisher.events").getStatus()).isEqualTo(Status.UP);
			assertThat(contributor(context).getContributor("subscriber.events")).isNull();
		});
	}

	@Test
	void withoutRolesThereIsNoContributor() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqHealthContributor"));
	}

	@Test
	void withZmqDisabledThereIsNoContributor() {
		this.publishing.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqHealthContributor"));
	}

	@Test
	void propertyDisablesTheContributor() {
		this.publishing.withPropertyValues("management.health.zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqHealthContributor"));
	}

	@Test
	void propertyForAllContributorsDisablesTheContributor() {
		this.publishing.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqHealthContributor"));
	}

	@Test
	void indicatorOfTheApplicationHasPrecedence() {
		this.publishing.withBean("zmqHealthIndicator", HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqHealthContributor"));
	}

	@Test
	void contributorOfTheApplicationHasPrecedence() {
		this.publishing
			.withBean("zmqHealthContributor", HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqHealthContributor.class));
	}

	@Test
	void roleOfTheApplicationHasAComponent() {
		this.runner.withUserConfiguration(OwnRole.class).run((context) -> {
			assertThat(contributor(context).stream()).extracting(HealthContributors.Entry::name)
				.containsExactly("publisher.events");
			assertThat(health(context, "publisher.events").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void secondRoleOfTheSameNameHasAComponentToo() {
		this.publishing.withUserConfiguration(OwnRole.class)
			.run((context) -> assertThat(contributor(context).stream()).extracting(HealthContributors.Entry::name)
				.containsExactlyInAnyOrder("publisher.events", "publisher.events-eventsPublisher"));
	}

	@Test
	void roleThatThrowsIsDownAndDoesNotAffectOthers() {
		this.publishing.withBean("broken", Broken.class).run((context) -> {
			assertThat(health(context, "publisher.broken")).returns(Status.DOWN, Health::getStatus)
				.extracting((health) -> health.getDetails().get("error"))
				.asString()
				.contains("on purpose");
			assertThat(health(context, "publisher.events").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void mockOfARoleDoesNotAffectOthers() {
		this.publishing.withBean("mocked", ZmqSubscriber.class, Mockito::mock).run((context) -> {
			assertThat(contributor(context).stream()).extracting(HealthContributors.Entry::name)
				.containsExactlyInAnyOrder("publisher.events", "role.mocked");
			assertThat(health(context, "role.mocked").getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context, "publisher.events").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRole {

		@Bean
		NamedPublisher ownRole(ZmqContext context) {
			return new NamedPublisher(context, "events");
		}

	}

	static class NamedPublisher extends ZmqPublisher {

		NamedPublisher(ZmqContext context, String name) {
			super(name, PublisherSettings.of("inproc://" + name + "-own"), context, Mockito.mock(), (event) -> {
			});
		}

	}

	static class Broken extends NamedPublisher {

		Broken(ZmqContext context) {
			super(context, "broken");
		}

		@Override
		public ZmqStatistics stats() {
			throw new IllegalStateException("on purpose");
		}

	}

}
