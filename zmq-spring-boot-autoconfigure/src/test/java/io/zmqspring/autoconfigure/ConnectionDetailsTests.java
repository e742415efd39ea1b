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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotationMetadata;

import io.zmqspring.autoconfigure.settings.ZmqControllerConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqPublisherConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqSubscriberConnectionDetails;
import io.zmqspring.autoconfigure.settings.ZmqWorkerConnectionDetails;
import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that supply the addresses of roles, as those of containers and platforms do.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionDetailsTests {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class));

	@Test
	void detailsHavePrecedenceOverProperties() {
		RUNNER.withUserConfiguration(EveryKind.class, Work.class)
			.withPropertyValues("zmq.publishers.events.address=tcp://unknown.example", "zmq.publishers.events.port=1",
					"zmq.publishers.other.address=inproc://configured",
					"zmq.subscribers.events.address=tcp://unknown.example:1", "zmq.subscribers.events.topics=*",
					"zmq.workers.a.pull.address=tcp://unknown.example:1", "zmq.workers.a.pull.high-water-mark=3",
					"zmq.controllers.main.workers.a.push.address=tcp://unknown.example:1",
					"zmq.controllers.main.workers.a.push.linger=2s",
					"zmq.controllers.main.workers.a.pull.address=inproc://configured-results")
			.run((context) -> {
				assertThat(context.getBean("eventsPublisher", ZmqPublisher.class).settings())
					.returns(List.of("inproc://one"), PublisherSettings::address)
					.returns(null, PublisherSettings::port);
				assertThat(context.getBean("otherPublisher", ZmqPublisher.class).settings())
					.returns(List.of("inproc://configured"), PublisherSettings::address);
				assertThat(context.getBean(ZmqSubscriber.class).settings())
					.returns(List.of("inproc://one", "inproc://two"), SubscriberSettings::address);
				assertThat(context.getBean(ZmqWorker.class).settings().pull())
					.returns(List.of("inproc://work"), PipeSettings::address)
					.returns(3, PipeSettings::highWaterMark);
				assertThat(context.getBean(ZmqWorker.class).settings().push()).isNotNull()
					.returns(List.of("inproc://results"), PipeSettings::address);
				assertThat(context.getBean(ZmqController.class).settings().workers().get("a"))
					.returns(List.of("inproc://work"), (pool) -> pool.push().address())
					.returns(Duration.ofSeconds(2), (pool) -> pool.push().linger())
					.returns(List.of("inproc://configured-results"), (pool) -> pool.pull().address());
			});
	}

	@Test
	void addressNeedNotBeConfiguredBesideDetails() {
		RUNNER.withUserConfiguration(EveryKind.class)
			.withPropertyValues("zmq.publishers.events.default-topic=a", "zmq.subscribers.events.topics=a")
			.run((context) -> {
				assertThat(context.getBean(ZmqPublisher.class).addresses()).containsExactly("inproc://one");
				assertThat(context.getBean(ZmqSubscriber.class).settings().topics()).containsExactly("a");
			});
	}

	@Test
	void defaultsReachSocketsThatOnlyDetailsName() {
		RUNNER.withUserConfiguration(EveryKind.class, Work.class)
			.withPropertyValues("zmq.workers.a.concurrency=2", "zmq.defaults.high-water-mark=7",
					"zmq.controllers.main.workers.a.max-queue-size=3", "zmq.defaults.linger=3s",
					"zmq.defaults.socket.expect-connection-within=2s", "zmq.defaults.socket.tcp-keep-alive=true",
					"zmq.defaults.socket.ipc-permissions=rw-------")
			.run((context) -> {
				ZmqWorker worker = context.getBean(ZmqWorker.class);
				PoolSettings pool = context.getBean(ZmqController.class).settings().workers().get("a");
				assertThat(List.of(worker.settings().pull(), worker.settings().push(), pool.push()))
					.allSatisfy((pipe) -> assertThat(pipe).returns(7, PipeSettings::highWaterMark)
						.returns(Duration.ofSeconds(3), PipeSettings::linger)
						.returns(SocketTuning.builder().expectConnectionWithin(Duration.ofSeconds(2)).build(),
								PipeSettings::socket));
			});
	}

	@Test
	void optionsOfTheConfiguredAddressAreDroppedIfDetailsReplaceIt() {
		RUNNER.withUserConfiguration(EveryKind.class, Work.class)
			.withPropertyValues("zmq.publishers.events.address=ipc:///run/app/events",
					"zmq.publishers.events.socket.ipc-permissions=rw-rw----",
					"zmq.workers.a.pull.address=tcp://unknown.example:1",
					"zmq.workers.a.pull.socket.tcp-keep-alive=true")
			.run((context) -> {
				assertThat(context.getBean(ZmqPublisher.class).settings().socket()).isEqualTo(SocketTuning.DEFAULTS);
				assertThat(context.getBean(ZmqWorker.class).settings().pull().socket())
					.isEqualTo(SocketTuning.DEFAULTS);
			});
	}

	@Test
	void addressThatNobodySuppliesIsMissing(CapturedOutput output) {
		RefusedStart.of(output, EveryKind.class, "zmq.publishers.unknown.default-topic=a")
			.says("The setting 'zmq.publishers.unknown.address' is missing");
	}

	@Test
	void firstDetailsThatKnowTheRoleCount() {
		RUNNER.withUserConfiguration(Several.class)
			.withPropertyValues("zmq.publishers.events.default-topic=a")
			.run((context) -> assertThat(context.getBean(ZmqPublisher.class).addresses())
				.containsExactly("inproc://second"));
	}

	/**
	 * What {@code @ServiceConnection} does for a container: a
	 * {@link ConnectionDetailsFactory} from {@code spring.factories} makes the details,
	 * and they are registered as a bean.
	 */
	@Test
	void factoryOfDetailsConnectsASubscriberToAService() {
		RUNNER.withUserConfiguration(ServiceConnection.class)
			.withPropertyValues("zmq.subscribers.events.topics=greeting")
			.run((context) -> {
				assertThat(context).hasSingleBean(ZmqSubscriberConnectionDetails.class);
				assertThat(context.getBean(Service.class).publisher().awaitSubscription()).isEqualTo("greeting");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class EveryKind {

		@Bean
		ZmqPublisherConnectionDetails publishers() {
			return (name) -> name.equals("events") ? List.of("inproc://one") : List.of();
		}

		@Bean
		ZmqSubscriberConnectionDetails subscribers() {
			return (name) -> List.of("inproc://one", "inproc://two");
		}

		@Bean
		ZmqWorkerConnectionDetails workers() {
			return new ZmqWorkerConnectionDetails() {

				@Override
				public List<String> getPullAddress(String name) {
					return List.of("inproc://work");
				}

				@Override
				public List<String> getPushAddress(String name) {
					return List.of("inproc://results");
				}

			};
		}

		@Bean
		ZmqControllerConnectionDetails controllers() {
			return new ZmqControllerConnectionDetails() {

				@Override
				public List<String> getPushAddress(String name, String pool) {
					return (name + pool).equals("maina") ? List.of("inproc://work") : List.of();
				}

				@Override
				public List<String> getPullAddress(String name, String pool) {
					return List.of();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Work {

		@ZmqWorkHandler("a")
		void on(String work) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean
		@Order(3)
		ZmqPublisherConnectionDetails third() {
			return (name) -> List.of("inproc://third");
		}

		@Bean
		@Order(2)
		ZmqPublisherConnectionDetails second() {
			return (name) -> List.of("inproc://second");
		}

		@Bean
		@Order(1)
		ZmqPublisherConnectionDetails first() {
			return (name) -> List.of();
		}

	}

	/**
	 * Stands for a started container.
	 *
	 * @param publisher the publisher inside it
	 */
	record Service(RawPublisher publisher) implements AutoCloseable {

		@Override
		public void close() {
			this.publisher.close();
		}

	}

	/**
	 * Registered in {@code META-INF/spring.factories} of the tests.
	 */
	static class ServiceConnectionDetailsFactory
			implements ConnectionDetailsFactory<Service, ZmqSubscriberConnectionDetails> {

		@Override
		public ZmqSubscriberConnectionDetails getConnectionDetails(Service source) {
			return (name) -> List.of(source.publisher().address());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ServiceConnectionRegistrar.class)
	static class ServiceConnection {

	}

	static class ServiceConnectionRegistrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			Service service = new Service(new RawPublisher());
			registry.registerBeanDefinition("service", new RootBeanDefinition(Service.class, () -> service));
			new ConnectionDetailsFactories(getClass().getClassLoader()).getConnectionDetails(service, true)
				.forEach((type, details) -> register(registry, type, details));
		}

		@SuppressWarnings("unchecked")
		private static <T> void register(BeanDefinitionRegistry registry, Class<T> type, Object details) {
			registry.registerBeanDefinition(type.getSimpleName(), new RootBeanDefinition(type, () -> (T) details));
		}

	}

}
