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

package io.zmqspring.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The messages that {@code docs/troubleshooting.md} quotes exist, and occur for the
 * symptoms under which it quotes them.
 */
@ExtendWith(OutputCaptureExtension.class)
class TroubleshootingPageTests {

	private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Set<String> literals = literals();

	private final int port = FreePort.find();

	@ParameterizedTest
	@MethodSource("quotes")
	void quotedMessageIsInTheSource(String quote) {
		assertThat(quote.split("…"))
			.allSatisfy((part) -> assertThat(part).matches(TroubleshootingPageTests::isWritten));
	}

	// The page quotes in the first column of its tables
	static Stream<String> quotes() {
		String[] header = { "" };
		return Page.read(Page.ROOT.resolve("docs/troubleshooting.md")).prose().stream().filter((line) -> {
			header[0] = line.startsWith("|") ? (header[0].isEmpty() ? line : header[0]) : "";
			return header[0].matches("\\| (log line|failure report|fault)\\b.*");
		})
			.map((line) -> CODE.matcher(line.split("\\|")[1]))
			.filter(Matcher::find)
			.map((code) -> code.group(1))
			.filter((quote) -> quote.contains(" "));
	}

	@Test
	void pageQuotesManyMessages() {
		assertThat(quotes()).hasSizeGreaterThan(50).doesNotHaveDuplicates();
	}

	@Test
	void metersThatThePageNamesAreInTheTableOfMeters() {
		List<String> table = Page.read(Page.ROOT.resolve("docs/monitoring.md")).lines();
		List<String> meters = Page.read(Page.ROOT.resolve("docs/troubleshooting.md"))
			.prose()
			.stream()
			.filter((line) -> line.startsWith("|"))
			.flatMap((line) -> CODE.matcher(line.split("\\|")[1]).results().map((code) -> code.group(1)))
			.filter((code) -> code.matches("zmq\\.[a-z.]+"))
			.toList();
		assertThat(meters).isNotEmpty()
			.allSatisfy((meter) -> assertThat(table).anyMatch((line) -> line.startsWith("| `" + meter + "` |")));
	}

	// In one literal, or at the end of one and the beginning of others
	private static boolean isWritten(String part) {
		if (part.isEmpty() || literals.stream().anyMatch((literal) -> literal.contains(part))) {
			return true;
		}
		for (int i = 1; i < part.length(); i++) {
			String first = part.substring(0, i);
			String rest = part.substring(i);
			if (literals.stream().anyMatch((literal) -> literal.endsWith(first))
					&& literals.stream().anyMatch((literal) -> literal.startsWith(rest))) {
				return true;
			}
		}
		return false;
	}

	private static Set<String> literals() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java")).flatMap((file) -> {
				String joined = read(file).replaceAll("\"\\s*\\+\\s*\"", "");
				return LITERAL.matcher(joined).results().map((literal) -> literal.group(1));
			}).collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Return the quote of the page that contains a text, as a pattern. */
	private static Pattern quoted(String text) {
		List<String> found = quotes().filter((quote) -> quote.contains(text)).toList();
		assertThat(found).as("quotes with '%s'", text).hasSize(1);
		return Pattern
			.compile(Stream.of(found.get(0).split("…")).map(Pattern::quote).collect(Collectors.joining(".*")));
	}

	@Test
	void nothingArrivesBecauseNobodyListensOrTheNameIsUnknown(CapturedOutput output) {
		try (TestApplication application = TestApplication.start(Texts.class,
				"zmq.subscribers.in.address=tcp://127.0.0.1:" + this.port + ",tcp://no-such-host.invalid:5555",
				"zmq.subscribers.in.socket.expect-connection-within=100ms",
				"zmq.subscribers.in.expect-heartbeat-from=camera",
				"zmq.subscribers.in.expect-heartbeat-within=100ms")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			EventsApplication.await()
				.untilAsserted(() -> assertThat(String.join("\n", subscriber.faults()))
					.containsPattern(quoted("not connected to … since"))
					.containsPattern(quoted("), tried again"))
					.containsPattern(quoted("has sent no heartbeat")));
			EventsApplication.await()
				.untilAsserted(() -> assertThat(output.getAll()).containsPattern(quoted("connected for a while"))
					.containsPattern(quoted("does not resolve;")));
		}
	}

	@Test
	void nothingArrivesBecauseTheWireFormatsDiffer(CapturedOutput output) {
		try (RawPublisher publisher = new RawPublisher();
				TestApplication application = TestApplication.start(Texts.class,
						"zmq.subscribers.in.address=" + publisher.address(),
						"zmq.subscribers.in.wire-format=single-frame", "zmq.subscribers.in.topics=*")) {
			ZmqSubscriber subscriber = application.bean(ZmqSubscriber.class);
			EventsApplication.await().until(() -> {
				publisher.send("text", "hello");
				return subscriber.stats().rejected("wrong-frames") > 0;
			});
			EventsApplication.await()
				.untilAsserted(() -> assertThat(output.getAll()).containsPattern(quoted("They look like")));
		}
	}

	@Test
	void handlerIsNotCalledBecauseThePayloadDoesNotFit(CapturedOutput output) {
		try (TestApplication application = pair("inproc://troubles")) {
			publish(application, "number", "no number");
			EventsApplication.await()
				.untilAsserted(() -> assertThat(output.getAll()).containsPattern(quoted("Rejected (")));
		}
	}

	@Test
	void startFailsBecauseThePortIsInUse(CapturedOutput output) {
		try (TestApplication application = pair("tcp://127.0.0.1:" + this.port)) {
			assertThat(application.bean(ZmqPublisher.class).boundAddresses()).isNotEmpty();
			assertThatException().isThrownBy(() -> pair("tcp://127.0.0.1:" + this.port));
			assertThat(output.getAll()).containsPattern(quoted("is already in use"));
		}
	}

	@Test
	void startFailsBecauseOfSettingsThatAreMissingOrUnknownOrDisagree(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> TestApplication.start(TestApplication.NoBeans.class, "zmq.publishers.out.linger=1s"));
		assertThat(output.getAll()).containsPattern(quoted("is missing"));
		assertThatException()
			.isThrownBy(() -> TestApplication.start(TestApplication.NoBeans.class, "zmq.publishers.out.adress=x"));
		assertThat(output.getAll()).containsPattern(quoted("is unknown"));
		assertThatException().isThrownBy(() -> pair("inproc://x", "zmq.subscribers.in.wire-format=single-frame"));
		assertThat(output.getAll()).containsPattern(quoted("conflicts with"));
		assertThatException().isThrownBy(() -> TestApplication.start(Texts.class));
		assertThat(output.getAll()).containsPattern(quoted("but none is configured"));
	}

	@Test
	void stopLeavesAHandlerBehindThatDoesNotReturn(CapturedOutput output) {
		Texts texts;
		try (TestApplication application = pair("inproc://stuck", "zmq.subscribers.in.shutdown-timeout=50ms",
				"zmq.publishers.out.linger=0ms")) {
			texts = application.bean(Texts.class);
			publish(application, "stuck", "x");
			EventsApplication.await().until(() -> texts.begun.getCount() == 0);
			application.bean(ZmqSubscriber.class).stop();
			assertThat(output.getAll()).containsPattern(quoted("… did not finish within"));
			texts.end.countDown();
		}
	}

	private static TestApplication pair(String address, String... more) {
		return TestApplication.start(Texts.class,
				Stream
					.concat(Stream.of("zmq.publishers.out.address=" + address, "zmq.subscribers.in.address=" + address),
							Stream.of(more))
					.toArray(String[]::new));
	}

	private static void publish(TestApplication application, String topic, String payload) {
		ZmqPublisher publisher = application.bean(ZmqPublisher.class);
		EventsApplication.await().until(() -> publisher.hasSubscriber(topic));
		publisher.publish(payload, topic);
	}

	static class Texts {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		@ZmqListener("text")
		void text(String text) {
		}

		@ZmqListener("number")
		void number(Integer number) {
		}

		@ZmqListener("stuck")
		void stuck(String text) {
			this.begun.countDown();
			boolean ended = false;
			while (!ended) {
				try {
					this.end.await();
					ended = true;
				}
				catch (InterruptedException ex) {
					// As a handler that ignores interrupts
				}
			}
		}

	}

}
