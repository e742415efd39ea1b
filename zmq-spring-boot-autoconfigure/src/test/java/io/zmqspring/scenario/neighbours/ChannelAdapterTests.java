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

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.annotation.Transformer;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.MessageBuilder;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Channel adapters between Spring Integration and this library: one bean per direction.
 */
class ChannelAdapterTests {

	private final ApplicationContextRunner application = EventsApplication.with().withUserConfiguration(Flow.class);

	@Test
	void messagesPassFromTheSubscriberThroughAFlowToThePublisher() {
		this.application.run((context) -> {
			EventsApplication.publish(context, "order", new Order("tea", 3));
			Message<?> invoice = context.getBean("invoices", QueueChannel.class).receive(30_000);
			assertThat(invoice).isNotNull();
			assertThat(invoice.getPayload()).isEqualTo("{\"text\":\"3 of tea\"}");
			assertThat(invoice.getHeaders()).containsEntry(ZmqHeaders.TOPIC, "invoice");
		});
	}

	@Test
	void exceptionInTheFlowFailsTheMessage() {
		this.application.run((context) -> {
			EventsApplication.publish(context, "order", new Order("tea", -1));
			EventsApplication.awaitCount(context, (stats) -> stats.failed(), 1);
			EventsApplication.publish(context, "order", new Order("tea", 1));
			assertThat(context.getBean("invoices", QueueChannel.class).receive(30_000)).isNotNull();
		});
	}

	@Test
	void failedPublishingFailsTheSendToTheChannel() {
		this.application.run((context) -> {
			EventsApplication.publisher(context).stop();
			MessageChannel outbound = context.getBean("outbound", MessageChannel.class);
			assertThatExceptionOfType(MessagingException.class)
				.isThrownBy(() -> outbound.send(MessageBuilder.withPayload("x").setHeader("k", 1).build()));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flow {

		@Bean
		DirectChannel orders() {
			return new DirectChannel();
		}

		@Bean
		DirectChannel outbound() {
			return new DirectChannel();
		}

		@Bean
		QueueChannel invoices() {
			return new QueueChannel();
		}

		@Bean
		InboundAdapter inboundAdapter(MessageChannel orders) {
			return new InboundAdapter(orders);
		}

		// tag::outbound[]
		@Bean
		@ServiceActivator(inputChannel = "outbound")
		MessageHandler outboundAdapter(ZmqTemplate template) {
			return template::publish;
		}
		// end::outbound[]

		@Transformer(inputChannel = "orders", outputChannel = "outbound")
		Message<Invoice> invoice(Order order) {
			if (order.count() < 0) {
				throw new IllegalArgumentException("A negative count");
			}
			return MessageBuilder.withPayload(new Invoice(order.count() + " of " + order.what()))
				.setHeader(ZmqHeaders.TOPIC, "invoice")
				.build();
		}

		@Bean
		InvoiceReceiver invoiceReceiver(QueueChannel invoices) {
			return new InvoiceReceiver(invoices);
		}

	}

	static class InvoiceReceiver {

		private final QueueChannel invoices;

		InvoiceReceiver(QueueChannel invoices) {
			this.invoices = invoices;
		}

		@ZmqListener("invoice")
		void on(Message<String> message) {
			this.invoices.send(message);
		}

	}

}
