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
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

import io.zmqspring.benchmarks.side.Arrivals;
import io.zmqspring.benchmarks.side.Load;
import io.zmqspring.benchmarks.side.Payloads;
import io.zmqspring.benchmarks.side.Peer;

/**
 * Kafka, used through Spring Kafka: one topic, one partition and {@code acks=1}. All
 * other settings, such as linger, are the defaults of the clients. It is the only peer
 * that stores messages on disk and confirms them.
 */
final class KafkaPeer implements Peer {

	@Override
	public Sender sender(Load load) {
		DefaultKafkaProducerFactory<byte[], byte[]> producers = new DefaultKafkaProducerFactory<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(load), ProducerConfig.ACKS_CONFIG, "1"),
				new ByteArraySerializer(), new ByteArraySerializer());
		KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(producers);
		int size = load.size();
		return new Sender() {

			@Override
			public void send(long id) {
				template.send(Load.TOPIC, Payloads.bytes(size, id));
			}

			@Override
			public void flush() {
				template.flush();
			}

			@Override
			public void close() {
				producers.destroy();
			}

		};
	}

	@Override
	public Closeable receiver(Load load, Arrivals arrivals) {
		DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(load), ConsumerConfig.GROUP_ID_CONFIG,
						Load.TOPIC, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		ContainerProperties properties = new ContainerProperties(Load.TOPIC);
		MessageListener<byte[], byte[]> listener = (message) -> arrivals.accept(Payloads.id(message.value()));
		properties.setMessageListener(listener);
		KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(consumers,
				properties);
		container.start();
		return container::stop;
	}

	private static String servers(Load load) {
		return load.address().substring("kafka://".length());
	}

}
