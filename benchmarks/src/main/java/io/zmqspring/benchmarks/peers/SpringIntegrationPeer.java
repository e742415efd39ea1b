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
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.zeromq.inbound.ZeroMqMessageProducer;
import org.springframework.integration.zeromq.outbound.ZeroMqMessageHandler;
import org.springframework.messaging.support.GenericMessage;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.benchmarks.side.Arrivals;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.benchmarks.side.Payloads;
import io.zmqspring.benchmarks.side.Peer;

/**
 * Spring Integration's channel adapters for ZeroMQ. By default, an inbound adapter that
 * found no message polls again after a second, and a publisher drops messages for slow
 * subscribers. The tuned peer polls again after a millisecond ({@code consumeDelay}), and
 * its publisher waits ({@code ZMQ_XPUB_NODROP}, set by the {@code socketConfigurer}).
 */
final class SpringIntegrationPeer implements Peer {

	private static final int HANDSHAKE_MILLIS = 1000;

	private final @Nullable Duration consumeDelay;

	/**
	 * Create the peer.
	 * @param consumeDelay of the tuned adapters, {@code null} for the default adapters
	 */
	SpringIntegrationPeer(@Nullable Duration consumeDelay) {
		this.consumeDelay = consumeDelay;
	}

	@Override
	public Sender sender(Load load) {
		AnnotationConfigApplicationContext context = start(load, new Arrivals(), Outbound.class);
		DirectChannel channel = context.getBean("outbound", DirectChannel.class);
		int size = load.size();
		return new Sender() {

			@Override
			public void send(long id) {
				channel.send(new GenericMessage<>(Payloads.bytes(size, id)));
			}

			@Override
			public void close() {
				context.close();
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		return start(load, arrivals, Inbound.class);
	}

	private AnnotationConfigApplicationContext start(Load load, Arrivals arrivals, Class<?> adapters) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(Load.class, () -> load);
		context.registerBean(Arrivals.class, () -> arrivals);
		context.registerBean(Settings.class, () -> new Settings(this.consumeDelay));
		context.register(adapters);
		context.refresh();
		return context;
	}

	// Without a handshake time-out some connections take 30 seconds in both variants
	private static void limitHandshake(ZMQ.Socket socket) {
		socket.setHandshakeIvl(HANDSHAKE_MILLIS);
	}

	/**
	 * The settings of the adapters.
	 *
	 * @param consumeDelay time between polls, {@code null} for the default settings
	 */
	record Settings(@Nullable Duration consumeDelay) {

		void configure(ZMQ.Socket socket, boolean published) {
			limitHandshake(socket);
			if (published && this.consumeDelay != null) {
				socket.setXpubNoDrop(true);
			}
		}

	}

	/** The sender. */
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

		@Bean
		@ServiceActivator(inputChannel = "outbound")
		ZeroMqMessageHandler adapter(ZContext context, Load load, Settings settings) {
			boolean published = load.pattern() == Load.Pattern.PUB_SUB;
			int port = Integer.parseInt(load.address().substring(load.address().lastIndexOf(':') + 1));
			ZeroMqMessageHandler handler = new ZeroMqMessageHandler(context, port,
					published ? SocketType.PUB : SocketType.PUSH);
			handler.setTopic(Load.TOPIC);
			handler.wrapTopic(false);
			handler.setSocketConfigurer((socket) -> settings.configure(socket, published));
			return handler;
		}

	}

	/** The receiver. */
	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Inbound {

		private final Arrivals arrivals;

		Inbound(Arrivals arrivals) {
			this.arrivals = arrivals;
		}

		@Bean
		ZContext zeroMq() {
			return new ZContext();
		}

		@Bean
		DirectChannel inbound() {
			return new DirectChannel();
		}

		@Bean
		ZeroMqMessageProducer adapter(ZContext context, Load load, Settings settings, DirectChannel inbound) {
			boolean published = load.pattern() == Load.Pattern.PUB_SUB;
			ZeroMqMessageProducer producer = new ZeroMqMessageProducer(context,
					published ? SocketType.SUB : SocketType.PULL);
			producer.setConnectUrl(load.address());
			producer.setTopics(Load.TOPIC);
			producer.unwrapTopic(false);
			producer.setSocketConfigurer((socket) -> settings.configure(socket, false));
			if (settings.consumeDelay() != null) {
				producer.setConsumeDelay(settings.consumeDelay());
			}
			producer.setOutputChannel(inbound);
			return producer;
		}

		@ServiceActivator(inputChannel = "inbound")
		void on(byte[] payload) {
			this.arrivals.accept(Payloads.id(payload));
		}

	}

}
