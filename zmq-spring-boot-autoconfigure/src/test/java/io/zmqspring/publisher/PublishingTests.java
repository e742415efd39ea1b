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

package io.zmqspring.publisher;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.wire.TopicRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The frames that publishing sends.
 */
class PublishingTests {

	private static final int THREADS = 16;

	private static final int PER_THREAD = 2000;

	@Test
	void bytesBuffersAndTextAreSentUnchanged() {
		new PublishedMessages().test((publisher, peer) -> {
			byte[] bytes = { 0, 1, (byte) 0xff };
			publisher.publish(bytes, "t");
			assertThat(peer.receive().get(1)).isEqualTo(bytes);
			ByteBuffer buffer = ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.UTF_8)).position(2).limit(5);
			publisher.publish(buffer, "t");
			assertThat(peer.receiveText()).containsExactly("t", "234");
			assertThat(buffer.position()).isEqualTo(2);
			ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes).flip().asReadOnlyBuffer();
			publisher.publish(direct, "t");
			assertThat(peer.receive().get(1)).isEqualTo(bytes);
			publisher.publish("Grüße \uD83D\uDE00", "ü");
			assertThat(peer.receiveText()).containsExactly("ü", "Grüße \uD83D\uDE00");
			publisher.publish("", "t");
			assertThat(peer.receiveText()).containsExactly("t", "");
		});
	}

	@Test
	void otherPayloadsAreSentAsJson() {
		new PublishedMessages().test((publisher, peer) -> {
			publisher.publish(new Order(7, Double.NaN), "t");
			assertThat(peer.receiveText()).containsExactly("t", "{\"id\":7,\"price\":NaN}");
			publisher.publish(List.of(1, "x"), "t");
			assertThat(peer.receiveText()).containsExactly("t", "[1,\"x\"]");
			publisher.publish(42, "t");
			assertThat(peer.receiveText()).containsExactly("t", "42");
			publisher.publish(TopicRule.STRICT, "t");
			assertThat(peer.receiveText()).containsExactly("t", "\"STRICT\"");
		});
	}

	@Test
	void singleFrameIsTopicSpacePayload() {
		new PublishedMessages().with("wire-format=single-frame").test((publisher, peer) -> {
			publisher.publish("pay load", "t");
			assertThat(peer.receiveText()).containsExactly("t pay load");
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish("x", "a b"));
		});
	}

	@Test
	void rawIsThePayloadOnly() {
		new PublishedMessages().with("wire-format=raw").test((publisher, peer) -> {
			publisher.publish("payload");
			assertThat(peer.receiveText()).containsExactly("payload");
			publisher.publish("payload", "pay");
			assertThat(peer.receiveText()).containsExactly("payload");
			publisher.publish(new Order(1, 2));
			assertThat(peer.receiveText()).containsExactly("{\"id\":1,\"price\":2.0}");
			assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish("payload", "other"))
				.withMessageContaining("raw")
				.withMessageContaining("'other'");
		});
	}

	@Test
	void longestMatchingSubscriptionIsTheTopicOfARawMessage() {
		try (RawPublisher peer = new RawPublisher()) {
			EventsApplication.subscribing(peer.address())
				.withPropertyValues("zmq.subscribers.events.wire-format=raw", "zmq.subscribers.events.topics=a,ab,b")
				.run((context) -> {
					List<String> received = new CopyOnWriteArrayList<>();
					EventsApplication.subscriber(context)
						.setDefaultHandler((topic, payload) -> received.add(topic + ":" + new String(payload)));
					for (int i = 0; i < 3; i++) {
						peer.awaitSubscription();
					}
					for (String payload : new String[] { "abc", "ax", "c", "b", "a" }) {
						peer.send(payload);
					}
					EventsApplication.await().until(() -> received.contains("a:a"));
					assertThat(received).containsExactly("ab:abc", "a:ax", "b:b", "a:a");
					peer.send("a", "second frame");
					EventsApplication.awaitCount(context, (stats) -> stats.rejected("wrong-frames"), 1);
				});
		}
	}

	@Test
	void payloadThatCannotBeConvertedIsRefusedAndCounted() {
		new PublishedMessages().test((publisher, peer) -> {
			Map<String, Object> cyclic = new HashMap<>();
			cyclic.put("self", cyclic);
			assertThatExceptionOfType(ZmqConversionException.class).isThrownBy(() -> publisher.publish(cyclic, "t"))
				.withMessageContaining("HashMap");
			assertThat(publisher.stats().failed()).isEqualTo(1);
			publisher.publish("next", "t");
			assertThat(peer.receiveText()).containsExactly("t", "next");
		});
	}

	@Test
	void nullIsRefused() {
		new PublishedMessages().test(
				(publisher, peer) -> assertThatIllegalArgumentException().isThrownBy(() -> publisher.publish(null, "t"))
					.withMessageContaining("payload"));
	}

	@Test
	void converterBeanReplacesJson() {
		new PublishedMessages().bean("mine", UpperCase.class).test((publisher, peer) -> {
			publisher.publish(new Order(7, 1), "t");
			assertThat(peer.receiveText()).containsExactly("t", "ORDER[ID=7, PRICE=1.0]");
			publisher.publish("text", "t");
			assertThat(peer.receiveText()).containsExactly("t", "text");
		});
	}

	@Test
	void publisherAndSubscriberMayNameAConverter() {
		ApplicationContextRunner runner = EventsApplication.with()
			.withBean("upperCase", UpperCase.class)
			.withBean("json", JsonMessageConverter.class, () -> new JsonMessageConverter(JsonMapper.builder().build()),
					(definition) -> definition.setPrimary(true))
			.withPropertyValues("zmq.subscribers.events.topics=*", "zmq.publishers.more.address=inproc://more");
		runner.withPropertyValues("zmq.publishers.events.converter=upperCase").run((context) -> {
			List<String> received = new CopyOnWriteArrayList<>();
			EventsApplication.subscriber(context)
				.setDefaultHandler((topic, payload) -> received.add(new String(payload)));
			EventsApplication.publish(context, "t", new Order(7, 1));
			EventsApplication.await().until(() -> received.contains("ORDER[ID=7, PRICE=1.0]"));
			assertThat(context.getBean("morePublisher", ZmqPublisher.class).settings().converter()).isNull();
		});
		runner.withPropertyValues("zmq.subscribers.events.converter=upperCase")
			.run((context) -> assertThat(
					EventsApplication.subscriber(context).codec().decoder(Order.class).decode(new byte[0]))
				.isEqualTo(new Order(0, 0)));
	}

	@Test
	void unknownConverterStopsTheStart() {
		EventsApplication.with()
			.withPropertyValues("zmq.publishers.events.converter=unknown")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("zmq.publishers.events.converter", "'unknown'", "zmqMessageConverter"));
	}

	@Test
	void manyThreadsMayPublishAtTheSameTime() {
		new PublishedMessages().with("high-water-mark=0").test((publisher, peer) -> {
			CountDownLatch go = new CountDownLatch(1);
			ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			List<Future<?>> results = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				String topic = "thread" + i;
				results.add(threads.submit(() -> {
					go.await();
					for (int n = 0; n < PER_THREAD; n++) {
						assertThat(publisher.publish(topic + "#" + n, topic)).isTrue();
					}
					return null;
				}));
			}
			go.countDown();
			Map<String, Integer> next = new HashMap<>();
			for (int i = 0; i < THREADS * PER_THREAD; i++) {
				List<String> frames = peer.receiveText();
				int number = next.merge(frames.get(0), 1, Integer::sum) - 1;
				assertThat(frames.get(1)).isEqualTo(frames.get(0) + "#" + number);
				assertThat(frames).hasSize(2);
			}
			assertThat(next).hasSize(THREADS);
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ZERO));
			threads.shutdown();
			assertThat(publisher.stats().sent()).isEqualTo(THREADS * PER_THREAD);
		});
	}

	record Order(int id, double price) {

	}

	static class UpperCase implements ZmqMessageConverter {

		@Override
		public byte[] toBytes(Object payload) {
			return payload.toString().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object fromBytes(byte[] bytes, Type type) {
			return new Order(0, 0);
		}

	}

}
