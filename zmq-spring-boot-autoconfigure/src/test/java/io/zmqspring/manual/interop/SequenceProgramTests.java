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

package io.zmqspring.manual.interop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule.Verdict;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program of {@code docs/wire.md} that reads sequences, with a publisher of this
 * library.
 */
class SequenceProgramTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(names = { "MULTIPART", "SINGLE_FRAME" })
	void programNoticesLossAndRepetition(WireFormat wireFormat) throws Exception {
		assertThat(lines(wireFormat, true)).containsExactly("order.placed 1 in order", "order.placed 2 in order",
				"order.placed 4 after 1 lost", "order.placed 5 in order", "order.placed 5 late or twice",
				"order.placed 6 in order");
	}

	@Test
	void programReadsMessagesWithoutASequence() throws Exception {
		assertThat(lines(WireFormat.MULTIPART, false)).hasSize(6).containsOnly("order.placed without a sequence");
	}

	private List<String> lines(WireFormat wireFormat, boolean sequence) throws Exception {
		PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0")
			.wireFormat(wireFormat)
			.sequence(sequence)
			.build();
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			ZmqPublisher publisher = new ZmqPublisher("orders", settings, context, PubSubRoles.JSON, (event) -> {
			});
			publisher.start();
			try (MessageProxy proxy = MessageProxy.start(TestTransport.TCP, PubSubRoles.addressOf(publisher), 1);
					Program program = Program.start(Language.PYTHON, "sequence", this.directory, proxy.address(),
							"order.placed")) {
				proxy.use((frames, random) -> verdict(frames));
				assertThat(publisher.awaitSubscriber("order.placed", TIMEOUT)).isTrue();
				IntStream.rangeClosed(1, 6).forEach((id) -> publisher.publish("{\"id\":" + id + "}", "order.placed"));
				return program.answers(6);
			}
			finally {
				publisher.stop();
			}
		}
	}

	private static Verdict verdict(List<byte[]> frames) {
		StringBuilder text = new StringBuilder();
		frames.forEach((frame) -> text.append(new String(frame, StandardCharsets.ISO_8859_1)));
		if (text.indexOf("\"id\":3") >= 0) {
			return Verdict.DROP;
		}
		return (text.indexOf("\"id\":5") >= 0) ? Verdict.DUPLICATE : Verdict.FORWARD;
	}

}
