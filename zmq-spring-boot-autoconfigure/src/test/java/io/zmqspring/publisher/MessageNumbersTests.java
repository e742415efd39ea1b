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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.wire.SequenceFrame;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MessageNumbersTests {

	private final OutboundTopics topics = new OutboundTopics(PublisherSettings.of("inproc://numbers"),
			new MessageNumbers("events", new SendClock(), null), null);

	private byte[] publish(String topic) {
		NumberedTopic numbered = (NumberedTopic) this.topics.get(topic);
		numbered.begin(numbered.bytes());
		return numbered.accepted(numbered.bytes(), "x".getBytes(StandardCharsets.UTF_8), null);
	}

	@Test
	void topicsThatAreNotCachedAreNumberedToo() {
		for (int round = 1; round <= 3; round++) {
			for (int i = 0; i < 30_000; i++) {
				assertThat(SequenceFrame.number(publish("topic." + i))).isEqualTo(round);
			}
		}
	}

	@Test
	void anotherEpochBeginsWhenThereAreTooManyTopics(CapturedOutput output) {
		Map<Long, Map<String, Long>> numbers = new HashMap<>();
		long epochs = 0;
		long last = 0;
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 70_000; i++) {
				byte[] frame = publish("topic." + i);
				Map<String, Long> ofEpoch = numbers.computeIfAbsent(SequenceFrame.epoch(frame),
						(epoch) -> new HashMap<>());
				assertThat(SequenceFrame.number(frame)).isEqualTo(ofEpoch.merge("topic." + i, 1L, Long::sum));
				if (SequenceFrame.epoch(frame) != last) {
					assertThat(last == 0 || SequenceFrame.epoch(frame) == last + 1 || last == -1).isTrue();
					epochs++;
					last = SequenceFrame.epoch(frame);
				}
			}
		}
		assertThat(epochs).as("no epoch comes back").isEqualTo(numbers.size()).isEqualTo(4);
		assertThat(numbers.values()).allMatch((ofEpoch) -> ofEpoch.size() <= MessageNumbers.MOST_TOPICS);
		assertThat(output).containsOnlyOnce("Publisher 'events' has numbered 65536 topics");
	}

	@Test
	void exactlyTheMostTopicsStayInOneEpoch(CapturedOutput output) {
		long epoch = SequenceFrame.epoch(publish("topic.0"));
		for (int i = 0; i < 2 * MessageNumbers.MOST_TOPICS; i++) {
			assertThat(SequenceFrame.epoch(publish("topic." + i % MessageNumbers.MOST_TOPICS))).isEqualTo(epoch);
		}
		assertThat(output).doesNotContain("has numbered");
	}

	@Test
	void timeIncreasesWithEveryMessage() {
		SendClock clock = new SendClock();
		long last = 0;
		for (int i = 0; i < 1_000_000; i++) {
			long now = clock.next();
			assertThat(now > last).isTrue();
			last = now;
		}
		Instant now = Instant.now();
		assertThat(last).isBetween(nanos(now.minusSeconds(1)), nanos(now.plusSeconds(1)));
	}

	private static long nanos(Instant time) {
		return time.getEpochSecond() * 1_000_000_000 + time.getNano();
	}

}
