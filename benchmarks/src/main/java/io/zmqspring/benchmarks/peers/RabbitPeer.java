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

package io.zmqspring.benchmarks.peers;

import java.io.Closeable;
import java.net.URI;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

import io.zmqspring.benchmarks.side.Arrivals;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.benchmarks.side.Payloads;
import io.zmqspring.benchmarks.side.Peer;

/**
 * RabbitMQ, used through Spring AMQP: a fanout exchange or a queue. Messages are not
 * persistent and are consumed without acknowledgement. The broker slows down a producer
 * that is too fast.
 */
final class RabbitPeer implements Peer {

	private static final FanoutExchange EXCHANGE = new FanoutExchange(Load.TOPIC, false, false);

	private static final Queue WORK = new Queue(Load.TOPIC, false);

	@Override
	public Sender sender(Load load) {
		CachingConnectionFactory connections = connections(load);
		RabbitTemplate template = new RabbitTemplate(connections);
		boolean published = load.pattern() == Load.Pattern.PUB_SUB;
		declare(connections, published);
		String exchange = published ? Load.TOPIC : "";
		int size = load.size();
		return new Sender() {

			@Override
			public void send(long id) {
				Message message = MessageBuilder.withBody(Payloads.bytes(size, id))
					.setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
					.build();
				template.send(exchange, Load.TOPIC, message);
			}

			@Override
			public void close() {
				connections.destroy();
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		CachingConnectionFactory connections = connections(load);
		RabbitAdmin admin = declare(connections, load.pattern() == Load.Pattern.PUB_SUB);
		Queue queue = WORK;
		if (load.pattern() == Load.Pattern.PUB_SUB) {
			queue = new AnonymousQueue();
			admin.declareQueue(queue);
			admin.declareBinding(BindingBuilder.bind(queue).to(EXCHANGE));
		}
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
		container.setQueues(queue);
		container.setAcknowledgeMode(AcknowledgeMode.NONE);
		container.setMessageListener((message) -> arrivals.accept(Payloads.id(message.getBody())));
		container.afterPropertiesSet();
		container.start();
		return () -> {
			container.stop();
			connections.destroy();
		};
	}

	private static CachingConnectionFactory connections(Load load) {
		return new CachingConnectionFactory(URI.create(load.address()));
	}

	private static RabbitAdmin declare(ConnectionFactory connections, boolean published) {
		RabbitAdmin admin = new RabbitAdmin(connections);
		if (published) {
			admin.declareExchange(EXCHANGE);
		}
		else {
			admin.declareQueue(WORK);
		}
		return admin;
	}

}
