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

package io.zmqspring.scenario.neighbours;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.expression.FunctionExpression;
import org.springframework.integration.zeromq.ZeroMqHeaders;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The channel adapters of {@code spring-integration-zeromq} as the peer of a publisher
 * and of a subscriber of this library.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringIntegrationPeerTests {

	private final int port = FreePort.find();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(EventsApplication.autoConfigurations())
		.withPropertyValues("port=" + this.port);

	private final ApplicationContextRunner receiving = this.application.withBean(Orders.class)
		.withPropertyValues("zmq.subscribers.events.address=tcp://127.0.0.1:${port}");

	@Test
	void listenerReceivesMessagesOfTheirOutboundAdapter() {
		this.receiving.withUserConfiguration(Outbound.class).run((context) -> {
			Orders orders = context.getBean(Orders.class);
			MessageChannel outbound = context.getBean("outbound", MessageChannel.class);
			EventsApplication.await().until(() -> {
				outbound.send(order("ready"));
				return orders.received.poll() != null;
			});
			outbound.send(order("tea"));
			EventsApplication.await().until(() -> "tea".equals(orders.poll().what()));
			assertThat(EventsApplication.subscriber(context).stats().rejectedTotal()).isZero();
		});
	}

	@Test
	void messagesOfTheirOutboundAdapterAreRejectedAndExplainedIfItWrapsTheTopic(CapturedOutput output) {
		this.receiving.withPropertyValues("wrap=true").withUserConfiguration(Outbound.class).run((context) -> {
			ZmqSubscriber subscriber = EventsApplication.subscriber(context);
			MessageChannel outbound = context.getBean("outbound", MessageChannel.class);
			EventsApplication.await().until(() -> {
				outbound.send(order("tea"));
				return subscriber.stats().rejected("wrong-frames") > 0;
			});
			assertThat(context.getBean(Orders.class).received).isEmpty();
			EventsApplication.await().untilAsserted(() -> assertThat(output).contains("call wrapTopic(false)"));
		});
	}

	@Test
	void theirInboundAdapterReceivesMessagesOfAPublisher() {
		this.application.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:${port}")
			.withUserConfiguration(Inbound.class)
			.run((context) -> {
				ZmqPublisher publisher = EventsApplication.publisher(context);
				EventsApplication.await().until(() -> publisher.hasSubscriber("order"));
				publisher.publish(new Order("tea"), "order");
				Message<?> received = context.getBean("inbound", QueueChannel.class).receive(30_000);
				assertThat(received).isNotNull();
				assertThat((byte[]) received.getPayload()).asString(StandardCharsets.UTF_8)
					.isEqualTo("{\"what\":\"tea\"}");
				assertThat(received.getHeaders()).containsEntry(ZeroMqHeaders.TOPIC, "order");
			});
	}

	private static Message<byte[]> order(String what) {
		String json = "{\"what\":\"" + what + "\"}";
		return MessageBuilder.withPayload(json.getBytes(StandardCharsets.UTF_8))
			.setHeader(ZeroMqHeaders.TOPIC, "order")
			.build();
	}

	// A few percent of JeroMQ's handshakes stall, for 30 seconds by default
	private static void limitHandshake(ZMQ.Socket socket) {
		socket.setHandshakeIvl(500);
	}

	record Order(String what) {

	}

	static class Orders {

		private final BlockingQueue<Order> received = new LinkedBlockingQueue<>();

		// tag::listener[]
		@ZmqListener("order")
		void on(Order order) {
			this.received.add(order);
		}
		// end::listener[]

		private Order poll() throws InterruptedException {
			@Nullable Order order = this.received.poll(30, TimeUnit.SECONDS);
			assertThat(order).isNotNull();
			return order;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Outbound {

		@Bean
		ZContext zeroMq() {
			return new ZContext();
		}

		@Bean
		DirectChannel outbound() {
			return new DirectChannel();
		}

		// tag::outbound[]
		@Bean
		@ServiceActivator(inputChannel = "outbound")
		ZeroMqMessageHandler publishing(ZContext zeroMq, Environment environment) {
			int port = environment.getRequiredProperty("port", Integer.class);
			ZeroMqMessageHandler handler = new ZeroMqMessageHandler(zeroMq, port, SocketType.PUB);
			handler.setTopicExpression(new FunctionExpression<Message<?>>(
					(message) -> message.getHeaders().get(ZeroMqHeaders.TOPIC, String.class)));
			handler.wrapTopic(environment.getProperty("wrap", Boolean.class, false));
			handler.setSocketConfigurer(SpringIntegrationPeerTests::limitHandshake);
			return handler;
		}
		// end::outbound[]

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Inbound {

		@Bean
		ZContext zeroMq() {
			return new ZContext();
		}

		@Bean
		QueueChannel inbound() {
			return new QueueChannel();
		}

		// tag::inbound[]
		@Bean
		ZeroMqMessageProducer subscribing(ZContext zeroMq, Environment environment, QueueChannel inbound) {
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(zeroMq, SocketType.SUB);
			producer.setConnectUrl("tcp://127.0.0.1:" + environment.getRequiredProperty("port"));
			producer.setTopics("order");
			producer.unwrapTopic(false);
			producer.setSocketConfigurer(SpringIntegrationPeerTests::limitHandshake);
			producer.setOutputChannel(inbound);
			return producer;
		}
		// end::inbound[]

	}

}
