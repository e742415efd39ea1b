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

package io.zmqspring.benchmarks.latency;

import java.util.Map;
import java.util.function.Consumer;

import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.socket.ZmqContext;

/**
 * A Spring Boot application that uses the starter. It has a publisher and an annotated
 * listener, and metrics are enabled.
 */
final class StarterStation implements Station {

	private final ConfigurableApplicationContext application;

	private final boolean timing;

	private final ZmqPublisher publisher;

	StarterStation(String out, String in, boolean timing, Consumer<byte[]> consumer) {
		this(out, in, timing, new Listener(consumer));
	}

	private StarterStation(String out, String in, boolean timing, Object... beans) {
		this.application = StarterApplication.startWith(Map.of("zmq.publishers.out.address", out,
				"zmq.publishers.out.overflow", "block", "zmq.publishers.out.send-timeout", "10s",
				"zmq.subscribers.in.address", in, "zmq.listener.timing", String.valueOf(timing)), beans);
		this.timing = timing;
		this.publisher = this.application.getBean(ZmqPublisher.class);
	}

	@Override
	public void send(byte[] payload) {
		this.publisher.publish(payload, TOPIC);
	}

	@Override
	public Station another(String out, String in, Consumer<byte[]> consumer) {
		return new StarterStation(out, in, this.timing, new Listener(consumer),
				this.application.getBean(ZmqContext.class));
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * Passes each payload to the consumer.
	 *
	 * @param hearer the consumer
	 */
	record Listener(Consumer<byte[]> hearer) {

		@ZmqListener(TOPIC)
		void receive(byte[] payload) {
			this.hearer.accept(payload);
		}

	}

}
