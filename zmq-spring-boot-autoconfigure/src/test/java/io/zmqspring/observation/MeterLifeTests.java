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

package io.zmqspring.observation;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

import io.zmqspring.autoconfigure.ZmqMetricsAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.CallRecorder;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When meters are registered and removed.
 */
class MeterLifeTests {

	private final MeterRegistry shared = new SimpleMeterRegistry();

	@Test
	void metersAreRemovedFromASharedRegistryWhenTheApplicationEnds() {
		MeteredApplication.withoutRegistry(Counting.class)
			.withBean(MeterRegistry.class, () -> this.shared, (definition) -> definition.setDestroyMethodName(""))
			.run((context) -> {
				EventsApplication.publish(context, "a", "x");
				EventsApplication.awaitCount(context, ZmqStatistics::failed, 1);
				// Not a bean, so the application does not destroy it
				ZmqPublisher unmanaged = publisher(context, "unmanaged");
				unmanaged.start();
				unmanaged.stop();
				EventsApplication.await()
					.untilAsserted(() -> assertThat(zmqMeters(this.shared)).hasSizeGreaterThan(10)
						.anyMatch((meter) -> "unmanaged".equals(meter.getId().getTag("name"))));
			});
		assertThat(zmqMeters(this.shared)).isEmpty();
	}

	@Test
	void metersAreRemovedWithTheirRoleAndRegisteredForItsReplacement() {
		MeteredApplication.with().withPropertyValues("zmq.subscribers.events.topics=*").run((context) -> {
			MeterRegistry registry = MeteredApplication.registry(context);
			DefaultSingletonBeanRegistry beans = (DefaultSingletonBeanRegistry) context.getAutowireCapableBeanFactory();
			beans.destroySingleton("eventsPublisher");
			assertThat(ofRole(registry, "publisher")).isEmpty();
			assertThat(ofRole(registry, "subscriber")).isNotEmpty();
			context.getBean("eventsPublisher", ZmqPublisher.class).start();
			EventsApplication.await().until(() -> !ofRole(registry, "publisher").isEmpty());
			ZmqPublisher replacement = context.getBean("eventsPublisher", ZmqPublisher.class);
			assertThat(replacement.awaitSubscriber("a", Duration.ofSeconds(30))).isTrue();
			replacement.publish("x", "a");
			assertThat(registry.get("zmq.messages.sent").functionCounter().count()).isEqualTo(1);
		});
	}

	@Test
	void roleThatIsCreatedLaterHasMetersUntilItIsDestroyed() {
		MeteredApplication.with(Counting.class).run((context) -> {
			ZmqPublisher later = publisher(context, "later");
			later.start();
			MeterRegistry registry = MeteredApplication.registry(context);
			EventsApplication.await()
				.until(() -> registry.find("zmq.messages.sent").tag("name", "later").functionCounter() != null);
			later.stop();
			assertThat(registry.find("zmq.messages.sent").tag("name", "later").functionCounter()).isNotNull();
			later.destroy();
			assertThat(registry.find("zmq.messages.sent").tag("name", "later").functionCounter()).isNull();
		});
	}

	@Test
	void restartedRoleKeepsItsCounts() {
		MeteredApplication.with(Counting.class).run((context) -> {
			EventsApplication.publish(context, "b", "x");
			EventsApplication.await().until(() -> MeteredApplication.timer(context, "counting").count() == 1);
			EventsApplication.subscriber(context).stop();
			EventsApplication.subscriber(context).start();
			assertThat(MeteredApplication.timer(context, "counting").count()).isEqualTo(1);
			assertThat(MeteredApplication.registry(context).get("zmq.messages.received").functionCounter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void everyRegistryHasTheMeters() {
		MeteredApplication.with(Counting.class).run((context) -> {
			context.getBean(ZmqMeterBinder.class).bindTo(this.shared);
			EventsApplication.await()
				.untilAsserted(() -> assertThat(zmqMeters(this.shared))
					.hasSameSizeAs(zmqMeters(MeteredApplication.registry(context))));
			EventsApplication.publish(context, "b", "x");
			for (MeterRegistry registry : List.of(this.shared, MeteredApplication.registry(context))) {
				EventsApplication.await()
					.untilAsserted(() -> assertThat(registry.get("zmq.listener").tag("id", "counting").timer().count())
						.isEqualTo(1));
			}
		});
		assertThat(zmqMeters(this.shared)).isEmpty();
	}

	@Test
	void mockOfARoleHasNoMeters() {
		MeteredApplication.with(Counting.class)
			.withBean("eventsPublisher", ZmqPublisher.class, () -> Mockito.mock(ZmqPublisher.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(ofRole(MeteredApplication.registry(context), "publisher")).isEmpty();
				assertThat(ofRole(MeteredApplication.registry(context), "subscriber")).isNotEmpty();
			});
	}

	@Test
	void applicationWithoutARegistryHasNoBinder() {
		EventsApplication.with(Counting.class)
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqMeterBinder.class));
	}

	@Test
	void applicationWithoutMicrometerHasNoBinder() {
		EventsApplication.with(Counting.class)
			.withConfiguration(AutoConfigurations.of(ZmqMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zmqMeterBinder"));
	}

	@Test
	void disabledApplicationHasNoBinder() {
		MeteredApplication.with()
			.withPropertyValues("zmq.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZmqMeterBinder.class));
	}

	@Test
	void beanOfTheApplicationReplacesTheMeters() {
		MeteredApplication.with(Counting.class)
			.withBean("zmqMeterBinder", MeterBinder.class, () -> (registry) -> registry.counter("mine"))
			.run((context) -> {
				assertThat(zmqMeters(MeteredApplication.registry(context))).isEmpty();
				assertThat(MeteredApplication.registry(context).find("mine").counter()).isNotNull();
			});
	}

	@Test
	void observerThatThrowsDoesNotAffectMessages() {
		EventsApplication.with(Counting.class).run((context) -> {
			EventsApplication.subscriber(context).observe(new Throwing());
			for (String topic : new String[] { "a", "b", "b" }) {
				EventsApplication.publish(context, topic, "x");
			}
			EventsApplication.awaitCount(context, ZmqStatistics::received, 3);
			EventsApplication.awaitCount(context, ZmqStatistics::failed, 1);
			assertThat(EventsApplication.subscriber(context).faults()).isEmpty();
		});
	}

	private static ZmqPublisher publisher(ApplicationContext context, String name) {
		return new ZmqPublisher(name, PublisherSettings.of("inproc://" + name), context.getBean(ZmqContext.class),
				context.getBean(ZmqMessageConverter.class), context);
	}

	private static List<Meter> zmqMeters(MeterRegistry registry) {
		return registry.getMeters().stream().filter((meter) -> meter.getId().getName().startsWith("zmq.")).toList();
	}

	private static List<Meter> ofRole(MeterRegistry registry, String role) {
		return zmqMeters(registry).stream().filter((meter) -> role.equals(meter.getId().getTag("role"))).toList();
	}

	static class Counting {

		@ZmqListener(topics = "a", id = "failing")
		void fail(String payload) {
			throw new IllegalStateException("on purpose");
		}

		@ZmqListener(topics = "b", id = "counting")
		void on(String payload) {
		}

	}

	static class Throwing implements RoleObserver {

		@Override
		public CallRecorder handlerAdded(String id) {
			return (nanos, times, exception) -> {
				throw new IllegalArgumentException("recorder, on purpose");
			};
		}

		@Override
		public void overrunsCounted(String id) {
		}

		@Override
		public void retriesCounted(String id) {
		}

		@Override
		public void deadLettersCounted(String id) {
		}

		@Override
		public void handlerRemoved(String id) {
		}

		@Override
		public void failureAdded(String exception) {
			throw new IllegalArgumentException("observer, on purpose");
		}

		@Override
		public void ended() {
			throw new IllegalArgumentException("end, on purpose");
		}

	}

}
