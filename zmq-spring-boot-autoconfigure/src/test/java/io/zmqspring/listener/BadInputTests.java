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

package io.zmqspring.listener;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Malformed input from a peer fails one message, which is counted and reported. The next
 * message is handled.
 */
class BadInputTests {

	private static final String GOOD = "{\"id\":1}";

	/** Between a good message before and a good message after it, send something bad. */
	private static void rejects(RejectReason reason, String[] before, byte[]... frames) {
		with((context, peer) -> {
			peer.send("order", GOOD);
			peer.send(frames);
			peer.send("order", GOOD);
			Inbox.of(context, Orders.class).awaitExactly(new Order(1), new Order(1));
			assertRejected(context, reason, 1);
			assertThat(context.getBean(Errors.class).await(1)).first()
				.isInstanceOfSatisfying(ZmqRejectedException.class,
						(rejection) -> assertThat(rejection.reason()).isEqualTo(reason))
				.extracting(Throwable::getMessage)
				.asString()
				.contains(before)
				.hasSizeLessThan(1000);
		}, "multipart");
	}

	private static void with(BiConsumer<ApplicationContext, RawPublisher> test, String wireFormat) {
		try (RawPublisher peer = new RawPublisher()) {
			EventsApplication.subscribing(peer.address(), Orders.class, Errors.class)
				.withPropertyValues("zmq.subscribers.events.topics=*",
						"zmq.subscribers.events.wire-format=" + wireFormat)
				.run((context) -> {
					String first = peer.awaitSubscription();
					assertThat(first + peer.awaitSubscription().trim()).isEqualTo("order");
					test.accept(context, peer);
				});
		}
	}

	private static void assertRejected(ApplicationContext context, RejectReason reason, long count) {
		ZmqStatistics stats = EventsApplication.subscriber(context).stats();
		assertThat(stats.rejected()).isEqualTo(Map.of(reason.tag(), count));
		assertThat(stats.received())
			.isEqualTo(Inbox.of(context, Orders.class).heard().size() + stats.rejectedTotal() + stats.failed());
		assertThat(stats.lastError()).isNotNull();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String[] saying(String... parts) {
		return parts;
	}

	@Test
	void payloadThatIsNotTheTypeIsUndecodable() {
		String[] payloads = { "", " ", "{", "no JSON", "{\"id\":1} trailing", "{\"id\":1}{\"id\":2}", "null", "[]",
				"{\"id\":\"x\"}", "{\"id\":99999999999}", "{\"id\":1.5e400}", "{\"id\":{}}", "\u0000" };
		with((context, peer) -> {
			for (String payload : payloads) {
				peer.send("order", payload);
				peer.send("order", GOOD);
			}
			Object[] handled = new Object[payloads.length];
			Arrays.fill(handled, new Order(1));
			Inbox.of(context, Orders.class).awaitExactly(handled);
			assertRejected(context, RejectReason.UNDECODABLE, payloads.length);
			assertThat(context.getBean(Errors.class).await(payloads.length)).extracting(Throwable::getMessage)
				.allSatisfy((message) -> assertThat(message).contains(Order.class.getName()));
		}, "multipart");
	}

	@Test
	void payloadThatIsNotUtf8IsUndecodable() {
		rejects(RejectReason.UNDECODABLE, saying(Order.class.getName()), bytes("order"),
				new byte[] { '{', (byte) 0xc3, (byte) 0x28, (byte) 0xff });
	}

	@Test
	void deepNestingIsUndecodable() {
		rejects(RejectReason.UNDECODABLE, saying("nesting"), bytes("order"),
				bytes("{\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
	}

	@Test
	void topicThatIsNotUtf8IsInvalid() {
		rejects(RejectReason.INVALID_TOPIC, saying("not UTF-8"), new byte[] { (byte) 0xff, (byte) 0xfe }, bytes(GOOD));
		rejects(RejectReason.INVALID_TOPIC, saying("not UTF-8"), new byte[] { 'a', (byte) 0xc3 }, bytes(GOOD));
	}

	@Test
	void topicWithControlCharactersIsInvalid() {
		rejects(RejectReason.INVALID_TOPIC, saying("control character"), bytes("order\n"), bytes(GOOD));
	}

	@Test
	void hugeTopicIsInvalid() {
		rejects(RejectReason.INVALID_TOPIC, saying("1048576"), new byte[1024 * 1024], bytes(GOOD));
	}

	@Test
	void emptyTopicIsInvalid() {
		rejects(RejectReason.INVALID_TOPIC, saying("empty"), new byte[0], bytes(GOOD));
		rejects(RejectReason.INVALID_TOPIC, saying("empty"), new byte[0], new byte[0]);
	}

	@Test
	void wrongNumberOfFramesIsRejected() {
		rejects(RejectReason.WRONG_FRAMES, saying("1 frame,", "multipart", "has 2"), bytes("order"));
		rejects(RejectReason.WRONG_FRAMES, saying("3 frames"), bytes("order"), bytes(GOOD), bytes(GOOD));
		rejects(RejectReason.WRONG_FRAMES, saying("1 frame,"), new byte[0]);
	}

	@Test
	void thousandFramesAreRejected() {
		byte[][] frames = new byte[1000][];
		Arrays.fill(frames, bytes("order"));
		rejects(RejectReason.WRONG_FRAMES, saying("1000 frames"), frames);
	}

	@Test
	void singleFrameNeedsATopicAndASpaceAndOneFrame() {
		with((context, peer) -> {
			peer.send("order " + GOOD);
			peer.send("order" + GOOD);
			peer.send(" " + GOOD);
			peer.send("");
			peer.send("order " + GOOD, GOOD);
			peer.send("order nothing");
			peer.send("order " + GOOD);
			Inbox.of(context, Orders.class).awaitExactly(new Order(1), new Order(1));
			ZmqStatistics stats = EventsApplication.subscriber(context).stats();
			assertThat(stats.rejected()).isEqualTo(Map.of("invalid-topic", 3L, "wrong-frames", 1L, "undecodable", 1L));
			assertThat(stats.received()).isEqualTo(7);
			context.getBean(Errors.class).await(5);
		}, "single-frame");
	}

	@Test
	void errorHandlerIsGivenTheMessage() {
		with((context, peer) -> {
			peer.send("order", "nothing");
			context.getBean(Errors.class).await(1);
			assertThat(context.getBean(Errors.class).messages())
				.containsExactly(new ZmqMessage("order", bytes("nothing")));
		}, "multipart");
	}

	@Test
	void floodOfUnknownTopicsIsCountedAndTheNextMessageHandled() {
		with((context, peer) -> {
			for (int i = 0; i < 10_000; i++) {
				peer.send("topic" + i, "");
			}
			peer.send("order", GOOD);
			Inbox.of(context, Orders.class).awaitExactly(new Order(1));
			assertRejected(context, RejectReason.NO_HANDLER, 10_000);
		}, "multipart");
	}

	record Order(int id) {

	}

	static class Orders extends Inbox {

		@ZmqListener("order")
		void on(Order order) {
			hear(order);
		}

	}

}
