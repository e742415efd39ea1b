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

package io.zmqspring.manual.converters;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The converters of {@code docs/converters.md}: each one writes and reads the payloads of
 * an application.
 */
class ConvertersPageTests {

	private static final Struct STRUCT = Struct.newBuilder()
		.putFields("what", Value.newBuilder().setStringValue("tea").build())
		.build();

	static Stream<Arguments> converters() {
		return Stream.of(Arguments.of(new CborMessageConverter(), "bf626964016477686174637465616463757073820102ff"),
				Arguments.of(new MessagePackMessageConverter(), "83a2696401a477686174a3746561a463757073920102"));
	}

	@ParameterizedTest
	@MethodSource("converters")
	void converterOfAllClassesWritesAndReadsThem(ZmqMessageConverter converter, String hex) {
		assertThat(HexFormat.of().formatHex(converter.toBytes(new Order(1, "tea", List.of(1, 2))))).isEqualTo(hex);
		received(Orders.class, converter, new Order(1, "tea", List.of(1, 2)));
	}

	@Test
	void protobufConverterWritesAndReadsGeneratedClasses() {
		assertThat(new ProtobufMessageConverter().toBytes(STRUCT)).isEqualTo(STRUCT.toByteArray());
		assertThat(new ProtobufMessageConverter().canRead(Order.class)).isFalse();
		received(Structs.class, new ProtobufMessageConverter(), STRUCT);
	}

	private static void received(Class<? extends Received> listener, ZmqMessageConverter converter, Object payload) {
		with(converter).withBean(listener).run((context) -> {
			EventsApplication.publish(context, "order", new byte[] { (byte) 0xdd, 0x7f, (byte) 0xff, 1, 1 });
			EventsApplication.publish(context, "order", payload);
			assertThat(context.getBean(listener).received.poll(30, TimeUnit.SECONDS)).isEqualTo(payload);
			assertThat(EventsApplication.subscriber(context).stats().rejected("undecodable")).isEqualTo(1);
		});
	}

	private static ApplicationContextRunner with(ZmqMessageConverter converter) {
		return EventsApplication.with().withBean(ZmqMessageConverter.class, () -> converter);
	}

	@Test
	void requestNeedsJson() {
		with(new CborMessageConverter())
			.withPropertyValues("zmq.subscribers.events.topics=*",
					"zmq.controllers.main.workers.tea.push.address=inproc://work",
					"zmq.controllers.main.workers.tea.pull.address=inproc://results")
			.run((context) -> assertThatExceptionOfType(ZmqConversionException.class)
				.isThrownBy(() -> context.getBean(ZmqController.class).request("tea", Map.of("cups", 2), Map.class))
				.withMessageContaining("JSON object"));
	}

	@Test
	void entriesNameTheirConverter() {
		EventsApplication.with()
			.withUserConfiguration(Converters.class)
			.withBean(Orders.class)
			.withPropertyValues("zmq.publishers.events.converter=cbor", "zmq.subscribers.events.converter=cbor",
					"zmq.publishers.plain.address=inproc://plain", "zmq.publishers.plain.converter=json")
			.run((context) -> {
				EventsApplication.publish(context, "order", new Order(2, "milk", List.of()));
				assertThat(context.getBean(Orders.class).received.poll(30, TimeUnit.SECONDS))
					.isEqualTo(new Order(2, "milk", List.of()));
			});
	}

	record Order(int id, String what, List<Integer> cups) {

	}

	static class Received {

		final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	}

	static class Orders extends Received {

		@ZmqListener("order")
		void on(Order order) {
			this.received.add(order);
		}

	}

	static class Structs extends Received {

		@ZmqListener("order")
		void on(Struct order) {
			this.received.add(order);
		}

	}

	// tag::beans[]
	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		ZmqMessageConverter json(JsonMapper mapper) {
			return new JsonMessageConverter(mapper);
		}

		@Bean
		ZmqMessageConverter cbor() {
			return new CborMessageConverter();
		}

	}
	// end::beans[]

}
