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

package io.zmqspring.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.RejectReason;
import io.zmqspring.role.DropReason;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Compares the table of meters in the documentation with the meters of an application
 * with all four roles, traffic, failures and rejections.
 */
class MeterTableTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private final ApplicationContextRunner application = MeteredApplication.with(Handlers.class)
		.withPropertyValues("zmq.subscribers.events.latency-class=control",
				"zmq.subscribers.events.expect-heartbeat-within=1m", "zmq.listener.retries.never.max-attempts=1",
				"zmq.subscribers.events.replay.address=inproc://replay",
				"zmq.publishers.letters.address=inproc://letters", "zmq.publishers.letters.headers=true",
				"zmq.publishers.letters.replay.address=inproc://letters-replay",
				"zmq.workers.w.pull.address=inproc://work", "zmq.workers.w.push.address=inproc://results",
				"zmq.controllers.c.workers.a.push.address=inproc://work",
				"zmq.controllers.c.workers.a.pull.address=inproc://results");

	@Test
	void tableListsExactlyTheRegisteredMeters() throws IOException {
		Set<String> documented = documented();
		assertThat(documented).hasSizeGreaterThan(20);
		this.application.run((context) -> {
			causeAllCounts(context);
			EventsApplication.await().untilAsserted(() -> assertThat(registered(context)).isEqualTo(documented));
		});
	}

	@Test
	void allReasonsAreRegisteredFromTheBeginningAndDocumented() throws IOException {
		String text = Files.readString(table());
		this.application.run((context) -> {
			for (RejectReason reason : RejectReason.values()) {
				assertThat(text).contains("`" + reason.tag() + "`");
				assertThat(count(context, "zmq.messages.rejected", "role:subscriber", "reason:" + reason.tag()))
					.isZero();
			}
			for (DropReason reason : DropReason.values()) {
				assertThat(text).contains("`" + reason.tag() + "`");
				assertThat(count(context, "zmq.messages.dropped", "reason:" + reason.tag())).isZero();
			}
		});
	}

	@Test
	void countersFollowTheTraffic() {
		this.application.run((context) -> {
			causeAllCounts(context);
			EventsApplication.await().untilAsserted(() -> assertCounts(context));
		});
	}

	private static void assertCounts(ApplicationContext context) {
		assertThat(count(context, "zmq.messages.sent", "role:publisher", "name:events")).isEqualTo(3);
		assertThat(count(context, "zmq.bytes.sent", "role:publisher", "name:events")).isEqualTo(2 + 4 + 4);
		assertThat(count(context, "zmq.messages.received", "role:subscriber", "name:events")).isEqualTo(3);
		assertThat(count(context, "zmq.bytes.received", "role:subscriber", "name:events")).isEqualTo(2 + 4 + 4);
		assertThat(count(context, "zmq.messages.failed", "role:publisher", "exception:IllegalArgumentException"))
			.isEqualTo(1);
		assertThat(count(context, "zmq.messages.failed", "role:subscriber", "exception:IllegalStateException"))
			.isEqualTo(1);
		assertThat(count(context, "zmq.messages.rejected", "role:subscriber", "reason:undecodable")).isEqualTo(1);
		assertThat(count(context, "zmq.messages.received", "role:worker", "name:w")).isEqualTo(2);
		assertThat(count(context, "zmq.messages.sent", "role:controller", "name:c")).isEqualTo(2);
		// The result is sent before the item ends
		assertThat(MeteredApplication.registry(context).get("zmq.worker.active").tag("name", "w").gauge().value())
			.isZero();
	}

	private static void causeAllCounts(ApplicationContext context) {
		EventsApplication.publish(context, "n", "1");
		EventsApplication.publish(context, "n", "one");
		EventsApplication.publish(context, "n", "-12");
		assertThatException().isThrownBy(() -> EventsApplication.publisher(context).publish("no topic"));
		ZmqController controller = context.getBean(ZmqController.class);
		controller.send("a", "work");
		controller.send("a", "fail");
		EventsApplication.await().untilAsserted(() -> {
			assertThat(timers(context, "role:subscriber")).isEqualTo(2);
			assertThat(timers(context, "role:worker")).isEqualTo(2);
			assertThat(timers(context, "role:controller")).isEqualTo(1);
			assertThat(count(context, "zmq.messages.failed", "role:controller", "exception:IllegalStateException"))
				.isEqualTo(1);
		});
	}

	private static long timers(ApplicationContext context, String tag) {
		return MeteredApplication.registry(context)
			.get("zmq.listener")
			.tags(tag.split(":"))
			.timers()
			.stream()
			.mapToLong((timer) -> timer.count())
			.sum();
	}

	private static double count(ApplicationContext context, String name, String... tags) {
		String[] keysAndValues = Arrays.stream(tags).flatMap((tag) -> Stream.of(tag.split(":"))).toArray(String[]::new);
		FunctionCounter counter = MeteredApplication.registry(context).get(name).tags(keysAndValues).functionCounter();
		return counter.count();
	}

	private static Set<String> registered(ApplicationContext context) {
		return MeteredApplication.registry(context)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("zmq."))
			.map((id) -> describe(id.getName(), id.getType().name(), id.getTag("role"),
					id.getTags().stream().map(Tag::getKey)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Return one line for each name and role of the table: name, type, role and tags. */
	private static Set<String> documented() throws IOException {
		Set<String> lines = new TreeSet<>();
		for (String line : rows()) {
			String[] cells = line.split("\\|");
			String name = codes(cells[1]).findFirst().orElseThrow();
			for (String role : cells[4].split(",")) {
				lines.add(describe(name, cells[2].strip(), role.strip(),
						Stream.concat(Stream.of("role", "name"), codes(cells[3]))));
			}
		}
		return lines;
	}

	// The page has another table, of observations, under a later heading
	private static List<String> rows() throws IOException {
		return Files.readAllLines(table())
			.stream()
			.dropWhile((line) -> !line.equals("## Meters"))
			.takeWhile((line) -> !line.startsWith("### "))
			.filter((line) -> line.startsWith("| `zmq."))
			.toList();
	}

	private static Stream<String> codes(String cell) {
		return CODE.matcher(cell).results().map((found) -> found.group(1));
	}

	private static String describe(String name, String type, String role, Stream<String> tags) {
		return name + " " + type.toLowerCase(Locale.ROOT) + " of " + role + " "
				+ tags.filter(Predicate.not(String::isBlank)).sorted().toList();
	}

	private static Path table() {
		return Path.of("..", "docs", "monitoring.md");
	}

	static class Handlers {

		@ZmqListener(topics = "n", retry = "never", deadLetter = "letters/lost")
		void on(Integer number) {
			if (number < 0) {
				throw new IllegalStateException("on purpose");
			}
		}

		@ZmqWorkHandler
		String work(String work) {
			if (work.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			return "done";
		}

		@ZmqResultListener(retry = "never", deadLetter = "letters/lost")
		void result(String result) {
			throw new IllegalStateException("on purpose");
		}

	}

}
