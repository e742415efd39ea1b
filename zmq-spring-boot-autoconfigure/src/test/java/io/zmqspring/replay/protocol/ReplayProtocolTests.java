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

package io.zmqspring.replay.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every byte of requests and replies, and what happens to frames that are none.
 */
class ReplayProtocolTests {

	private static final String MAGIC = "5a525031";

	private static final String ID = "0000000000000007";

	private static final byte[] TOPIC = "tea".getBytes(StandardCharsets.UTF_8);

	private static byte[] hex(String... parts) {
		return HexFormat.of().parseHex(String.join("", parts));
	}

	@Test
	void syncRequestHasTimeFlagsPrefixesAndPage() throws ReplayProtocolException {
		byte[] frame = new SyncRequest(7, 5, List.of(TOPIC, new byte[0]), 3).encode();
		assertThat(frame)
			.isEqualTo(hex(MAGIC, "01", ID, "0000000000000005", "00", "0002", "0003", "746561", "0000", "00000003"));
		SyncRequest decoded = (SyncRequest) ReplayRequest.decode(frame);
		assertThat(decoded.id()).isEqualTo(7);
		assertThat(decoded.after()).isEqualTo(5);
		assertThat(decoded.prefixes()).containsExactly(TOPIC, new byte[0]);
		assertThat(decoded.page()).isEqualTo(3);
	}

	@Test
	void getRequestHasCreditAndRanges() throws ReplayProtocolException {
		byte[] frame = new GetRequest(7, 100, 1000, List.of(new MessageRange(0x0a, TOPIC, 1, Long.MAX_VALUE))).encode();
		assertThat(frame).isEqualTo(hex(MAGIC, "02", ID, "00000064", "000003e8", "0001", "000000000000000a", "0003",
				"746561", "0000000000000001", "7fffffffffffffff"));
		GetRequest decoded = (GetRequest) ReplayRequest.decode(frame);
		assertThat(decoded.maxMessages()).isEqualTo(100);
		assertThat(decoded.maxBytes()).isEqualTo(1000);
		assertThat(decoded.ranges()).singleElement().satisfies((range) -> {
			assertThat(range.epoch()).isEqualTo(10);
			assertThat(range.topic()).isEqualTo(TOPIC);
			assertThat(range.from()).isEqualTo(1);
			assertThat(range.to()).isEqualTo(Long.MAX_VALUE);
		});
	}

	@Test
	void summaryHasTimeEpochsPageAndTopics() throws ReplayProtocolException {
		byte[] frame = new SummaryReply(7, 9, new long[] { 0x0a, 0x0b }, List.of(new TopicSummary(0x0b, TOPIC, 20, 11)),
				SummaryReply.END)
			.encode();
		assertThat(frame)
			.isEqualTo(hex(MAGIC, "81", ID, "0000000000000009", "02", "000000000000000a", "000000000000000b",
					"ffffffff", "00000001", "01", "0003", "746561", "0000000000000014", "000000000000000b"));
		SummaryReply decoded = (SummaryReply) ReplayReply.decode(frame);
		assertThat(decoded.until()).isEqualTo(9);
		assertThat(decoded.epochs()).containsExactly(10, 11);
		assertThat(decoded.nextPage()).isEqualTo(SummaryReply.END);
		assertThat(decoded.topics()).singleElement().satisfies((topic) -> {
			assertThat(topic.epoch()).isEqualTo(11);
			assertThat(topic.topic()).isEqualTo(TOPIC);
			assertThat(topic.last()).isEqualTo(20);
			assertThat(topic.first()).isEqualTo(11);
		});
	}

	@Test
	void messagesHaveNumberTimePayloadAndHeaders() throws ReplayProtocolException {
		byte[] frame = new MessagesReply(7, true, List.of(new MissingMessages(1, 5)),
				List.of(new ReplayedMessage(0, 3, 4, new byte[] { 1, 2 }, null),
						new ReplayedMessage(1, 5, 6, new byte[0], new byte[] { '{', '}' })))
			.encode();
		assertThat(frame).isEqualTo(hex(MAGIC, "82", ID, "01", "0001", "0001", "0000000000000005", "00000002", "0000",
				"0000000000000003", "0000000000000004", "00000002", "0102", "00000000", "0001", "0000000000000005",
				"0000000000000006", "00000000", "00000002", "7b7d"));
		MessagesReply decoded = (MessagesReply) ReplayReply.decode(frame);
		assertThat(decoded.complete()).isTrue();
		assertThat(decoded.missing()).containsExactly(new MissingMessages(1, 5));
		assertThat(decoded.messages()).hasSize(2);
		assertThat(decoded.messages().get(0).headers()).isNull();
		assertThat(decoded.messages().get(1).headers()).isEqualTo(new byte[] { '{', '}' });
		assertThat(decoded.messages().get(1).number()).isEqualTo(5);
	}

	@Test
	void errorHasCodeAndText() throws ReplayProtocolException {
		byte[] frame = new ErrorReply(7, ReplayError.TOO_LARGE, "no").encode();
		assertThat(frame).isEqualTo(hex(MAGIC, "83", ID, "0002", "0002", "6e6f"));
		assertThat(ReplayReply.decode(frame)).isEqualTo(new ErrorReply(7, ReplayError.TOO_LARGE, "no"));
	}

	@Test
	void longTextOfAnErrorIsCut() throws ReplayProtocolException {
		byte[] frame = new ErrorReply(7, ReplayError.FAILED, "x".repeat(5000)).encode();
		assertThat(((ErrorReply) ReplayReply.decode(frame)).text()).hasSize(1024);
	}

	@Test
	void frameOfAnotherProtocolIsRefused() {
		assertRefused(hex("5a525032", "01", ID), ReplayError.MALFORMED, "does not begin with ZRP1");
		assertRefused(hex(MAGIC, "01"), ReplayError.MALFORMED, "does not begin with ZRP1");
		assertRefused(new byte[0], ReplayError.MALFORMED, "does not begin with ZRP1");
		assertThat(ReplayRequest.idOf(new byte[3])).isZero();
		assertThat(ReplayRequest.idOf(hex(MAGIC, "01", ID))).isEqualTo(7);
	}

	@Test
	void unknownTypeAndFlagsAreRefused() {
		assertRefused(hex(MAGIC, "09", ID), ReplayError.UNSUPPORTED, "a request of type 9 is not known");
		assertRefused(hex(MAGIC, "01", ID, "0000000000000005", "04", "0000", "00000000"), ReplayError.UNSUPPORTED,
				"the flags 4 are not known");
	}

	@Test
	void impossibleRangeIsRefused() {
		assertRefused(new GetRequest(7, 1, 1, List.of(new MessageRange(1, TOPIC, 5, 4))).encode(),
				ReplayError.MALFORMED, "the range from 5 to 4 is not possible");
		assertRefused(new GetRequest(7, 1, 1, List.of(new MessageRange(1, TOPIC, 0, 4))).encode(),
				ReplayError.MALFORMED, "the range from 0 to 4 is not possible");
		assertRefused(new GetRequest(7, 1, 1, List.of(new MessageRange(1, TOPIC, Long.MIN_VALUE, 4))).encode(),
				ReplayError.MALFORMED, "is not possible");
	}

	@Test
	void creditOfNothingIsRefused() {
		assertRefused(new GetRequest(7, 0, 1, List.of()).encode(), ReplayError.MALFORMED, "it allows 0 messages");
		assertRefused(new GetRequest(7, 1, -1, List.of()).encode(), ReplayError.MALFORMED, "and -1 bytes");
	}

	@Test
	void tooManyPartsAreRefused() {
		List<byte[]> prefixes = IntStream.range(0, 257).mapToObj((i) -> new byte[0]).toList();
		assertRefused(new SyncRequest(7, 0, prefixes, 0).encode(), ReplayError.TOO_LARGE, "257 prefixes");
		List<MessageRange> ranges = IntStream.range(0, 257).mapToObj((i) -> new MessageRange(1, TOPIC, 1, 1)).toList();
		assertRefused(new GetRequest(7, 1, 1, ranges).encode(), ReplayError.TOO_LARGE, "257 ranges");
		assertRefused(new SyncRequest(7, 0, List.of(new byte[1025]), 0).encode(), ReplayError.TOO_LARGE,
				"a prefix has 1025 bytes");
		assertRefused(ByteBuffer.allocate(ReplayRequest.LARGEST + 1).put(hex(MAGIC, "01", ID)).array(),
				ReplayError.TOO_LARGE, "but a request may have");
	}

	@Test
	void countThatDoesNotFitIsRefusedWithoutMemoryForIt() {
		assertRefused(hex(MAGIC, "01", ID, "0000000000000005", "00", "0100"), ReplayError.MALFORMED, "256 prefixes");
		assertThatExceptionOfType(ReplayProtocolException.class).isThrownBy(
				() -> ReplayReply.decode(hex(MAGIC, "81", ID, "0000000000000005", "00", "ffffffff", "7fffffff", "00")))
			.withMessageContaining("2147483647 topics");
		assertThatExceptionOfType(ReplayProtocolException.class)
			.isThrownBy(() -> ReplayReply.decode(hex(MAGIC, "82", ID, "01", "0000", "ffffffff")))
			.withMessageContaining("4294967295 messages");
	}

	@Test
	void negativeLengthIsRefused() {
		assertThatExceptionOfType(ReplayProtocolException.class)
			.isThrownBy(() -> ReplayReply.decode(hex(MAGIC, "82", ID, "01", "0000", "00000001", "0000",
					"0000000000000003", "0000000000000004", "ffffffff", "0102", "00000000")))
			.withMessageContaining("the length of a payload is negative");
	}

	@Test
	void topicOfAnEpochThatIsNotNamedIsRefused() {
		assertThatExceptionOfType(ReplayProtocolException.class)
			.isThrownBy(() -> ReplayReply.decode(hex(MAGIC, "81", ID, "0000000000000009", "00", "ffffffff", "00000001",
					"00", "0003", "746561", "0000000000000014", "000000000000000b")))
			.withMessageContaining("a topic has the epoch 0 of 0");
	}

	@Test
	void everyTruncatedFrameIsRefused() throws ReplayProtocolException {
		byte[] sync = new SyncRequest(7, 5, List.of(TOPIC), 3).encode();
		byte[] get = new GetRequest(7, 1, 1, List.of(new MessageRange(1, TOPIC, 1, 1))).encode();
		for (byte[] frame : List.of(sync, get)) {
			ReplayRequest.decode(frame);
			for (int length = 0; length < frame.length; length++) {
				byte[] part = Arrays.copyOf(frame, length);
				assertThatExceptionOfType(ReplayProtocolException.class).isThrownBy(() -> ReplayRequest.decode(part));
			}
			byte[] longer = Arrays.copyOf(frame, frame.length + 1);
			assertRefused(longer, ReplayError.MALFORMED, "1 bytes follow its end");
		}
	}

	@Test
	void arbitraryBytesCauseNothingButARefusal() {
		Random random = new Random(1);
		byte[] get = new GetRequest(7, 1, 1, List.of(new MessageRange(1, TOPIC, 1, 1))).encode();
		for (int i = 0; i < 100_000; i++) {
			byte[] frame = get.clone();
			for (int change = random.nextInt(4); change >= 0; change--) {
				frame[random.nextInt(frame.length)] = (byte) random.nextInt();
			}
			try {
				assertThat(ReplayRequest.decode(frame)).isNotNull();
			}
			catch (ReplayProtocolException ex) {
				assertThat(ex.reply().encode()).isNotEmpty();
			}
		}
	}

	private static void assertRefused(byte[] frame, ReplayError error, String text) {
		assertThatExceptionOfType(ReplayProtocolException.class).isThrownBy(() -> ReplayRequest.decode(frame))
			.satisfies((refusal) -> {
				assertThat(refusal.reply().error()).isEqualTo(error);
				assertThat(refusal.reply().text()).contains(text);
			});
	}

}
