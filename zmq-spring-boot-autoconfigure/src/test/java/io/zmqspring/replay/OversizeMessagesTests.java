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

package io.zmqspring.replay;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.MissingMessages;
import io.zmqspring.replay.protocol.ReplayedMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which messages are asked for after an answer was too large.
 */
class OversizeMessagesTests {

	private static final byte[] TEA = { 't', 'e', 'a' };

	private final List<MessageRange> ranges = List.of(new MessageRange(7, TEA, 5, 20),
			new MessageRange(7, TEA, 30, 40));

	private final OversizeMessages messages = new OversizeMessages();

	private static MessagesReply reply(boolean complete, long number) {
		return new MessagesReply(1, complete, List.of(),
				(number > 0) ? List.of(new ReplayedMessage(0, number, 1, TEA, null)) : List.of());
	}

	private MessageRange single(long number) {
		return new MessageRange(7, TEA, number, number);
	}

	@Test
	void answersThatAreNotTooLargeDoNotChange() {
		assertThat(this.messages.limit(this.ranges)).isSameAs(this.ranges);
		MessagesReply reply = reply(true, 5);
		assertThat(this.messages.answered(reply)).isSameAs(reply);
	}

	@Test
	void messageIsFoundByAskingForItAlone() {
		this.messages.limit(this.ranges);
		assertThat(this.messages.refused()).isNull();
		assertThat(this.messages.limit(this.ranges)).containsExactly(single(5));
		assertThat(this.messages.refused())
			.isEqualTo(new MessagesReply(0, false, List.of(new MissingMessages(0, 6)), List.of()));
	}

	@Test
	void allIsAskedForAgainAfterTenOtherMessages() {
		this.messages.limit(this.ranges);
		this.messages.refused();
		for (int i = 0; i < 10; i++) {
			assertThat(this.messages.limit(this.ranges)).containsExactly(single(5));
			// There may be more than the one that was asked for
			assertThat(this.messages.answered(reply(true, 5)).complete()).isFalse();
		}
		assertThat(this.messages.limit(this.ranges)).isSameAs(this.ranges);
	}

	@Test
	void messageThatThePublisherDoesNotHaveIsMissing() {
		this.messages.limit(this.ranges);
		this.messages.refused();
		this.messages.limit(this.ranges);
		assertThat(this.messages.answered(reply(true, 0)).missing()).containsExactly(new MissingMessages(0, 6));
		this.messages.limit(this.ranges);
		MessagesReply gone = new MessagesReply(1, true, List.of(new MissingMessages(0, 9)), List.of());
		assertThat(this.messages.answered(gone).missing()).containsExactly(new MissingMessages(0, 9));
	}

}
