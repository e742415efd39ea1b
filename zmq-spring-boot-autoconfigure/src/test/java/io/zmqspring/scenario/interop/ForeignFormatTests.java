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

package io.zmqspring.scenario.interop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zeromq.SocketType;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.RawPublisher;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages and subscriptions of a program with another wire format, or with headers, are
 * explained in the log once, with the key to change, also if the error handler of the
 * application logs nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignFormatTests {

	private static final String EXPLANATION = ".FormatWarnings";

	private static final String LAST = "{\"id\":1}";

	private static byte[][] frames(String message) {
		return Stream.of(message.split("\\|", -1))
			.map((frame) -> frame.getBytes(StandardCharsets.UTF_8))
			.toArray(byte[][]::new);
	}

	private static void awaitExplanation(CapturedOutput output, String... parts) {
		EventsApplication.await().untilAsserted(() -> assertThat(explanations(output)).hasSize(1));
		assertThat(explanations(output).get(0)).contains(" WARN ").contains(parts);
	}

	private static List<String> explanations(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(EXPLANATION)).toList();
	}

	private static ApplicationContextRunner subscribing(RawPublisher peer, String wireFormat, String topics) {
		return EventsApplication.subscribing(peer.address(), Silent.class)
			.withPropertyValues("zmq.subscribers.events.topics=" + topics,
					"zmq.subscribers.events.wire-format=" + wireFormat);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			multipart; a; a {"id":1}; single-frame; wire-format is multipart
			multipart; a; a{"id":1}; raw; wire-format is multipart
			multipart; a; a|{"id":1}|{"x":"y"}; headers; headers is false
			single-frame; *; a|{"id":1}; multipart; wire-format is single-frame
			single-frame; *; a|{"id":1}|{"x":"y"}; multipart; wire-format is single-frame
			single-frame; *; {"id":1}; raw; wire-format is single-frame
			single-frame; a; a {"_zmq":{"x":"y"},"id":1}; headers; headers is false
			raw; a; a|{"id":1}; multipart; wire-format is raw
			raw; a; a|{"id":1}|{"x":"y"}; multipart; wire-format is raw
			""")
	void subscriberExplainsMessagesOfAnotherFormatOnce(String wireFormat, String topics, String message,
			String looksLike, String setting, CapturedOutput output) {
		try (RawPublisher peer = new RawPublisher()) {
			subscribing(peer, wireFormat, topics).run((context) -> {
				peer.awaitSubscription();
				peer.send(frames(message));
				peer.send(frames(message));
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				EventsApplication.await().until(() -> subscriber.stats().received() == 2);
				awaitExplanation(output, "Subscriber 'events'", looksLike, "zmq.subscribers.events." + setting);
				context.close();
				assertThat(explanations(output)).hasSize(1).noneMatch((line) -> line.contains("\"id\""));
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			multipart; a; a|{"id":1}
			multipart; a; ab|{"id":1}
			multipart; a; a|{"id":1}|{"x":"y"}|4
			multipart; a; a|{"id":1}|3
			single-frame; a; a {"id":1}
			single-frame; *; b {"id":1}
			raw; a; a {"id":1}
			""")
	void subscriberExplainsNothingElse(String wireFormat, String topics, String message, CapturedOutput output) {
		try (RawPublisher peer = new RawPublisher()) {
			subscribing(peer, wireFormat, topics).run((context) -> {
				peer.awaitSubscription();
				peer.send(frames(message));
				ZmqSubscriber subscriber = EventsApplication.subscriber(context);
				EventsApplication.await().until(() -> subscriber.stats().received() == 1);
				context.close();
				assertThat(explanations(output)).isEmpty();
			});
		}
	}

	@Test
	void subscriberWithHeadersExplainsNothingAboutMessagesWithoutHeaders(CapturedOutput output) {
		try (RawPublisher peer = new RawPublisher()) {
			subscribing(peer, "multipart", "a").withPropertyValues("zmq.subscribers.events.headers=true")
				.run((context) -> {
					EventsApplication.subscriber(context).addHandler("other", (topic, payload) -> {
					});
					peer.awaitSubscription();
					peer.send("a", LAST);
					peer.send("a", LAST, "{\"x\":\"y\"}");
					EventsApplication.await()
						.until(() -> EventsApplication.subscriber(context).stats().received() == 2);
					assertThat(EventsApplication.subscriber(context).stats().rejected())
						.isEqualTo(Map.of("no-handler", 2L));
					context.close();
					assertThat(explanations(output)).isEmpty();
				});
		}
	}

	private static ApplicationContextRunner publishing(String wireFormat, String rule) {
		return new ApplicationContextRunner().withConfiguration(EventsApplication.autoConfigurations())
			.withPropertyValues("zmq.publishers.events.address=tcp://127.0.0.1:0",
					"zmq.publishers.events.wire-format=" + wireFormat, "zmq.publishers.events.topic-rule=" + rule);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			multipart;lenient;camera.frame ;single-frame
			multipart;strict;camera.frame ;single-frame
			multipart;strict;{"id";raw
			multipart;lenient;\u0007start;raw
			single-frame;strict;{"id";raw
			single-frame;strict;{"id" ;raw
			""")
	void publisherExplainsSubscriptionsOfAnotherFormatOnce(String wireFormat, String rule, String subscription,
			String looksLike, CapturedOutput output) {
		publishing(wireFormat, rule).run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			String address = publisher.boundAddresses().get(0);
			try (RawSubscriber first = new RawSubscriber(address, subscription);
					RawSubscriber second = new RawSubscriber(address, subscription)) {
				// After a stalled handshake a plain subscriber needs these calls
				EventsApplication.await().untilAsserted(() -> {
					first.work();
					second.work();
					assertThat(explanations(output)).hasSize(1);
				});
				assertThat(explanations(output).get(0)).contains("Publisher 'events'", looksLike,
						"zmq.publishers.events.wire-format is " + wireFormat);
				assertThat(publisher.stats().lastError()).contains("zmq.publishers.events.wire-format");
			}
			context.close();
			assertThat(explanations(output)).hasSize(1);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			multipart;strict;camera.frame;camera.frame
			multipart;strict;camera.;camera.x
			multipart;strict;'';x
			multipart;lenient;my topic;my topic
			multipart;lenient;größe;größe
			single-frame;strict;camera.frame ;camera.frame
			single-frame;strict;camera.;camera.x
			raw;lenient;{"id" ;{"id" :1}
			""")
	void publisherExplainsNoSubscriptionThatCanMatch(String wireFormat, String rule, String subscription, String topic,
			CapturedOutput output) {
		publishing(wireFormat, rule).run((context) -> {
			ZmqPublisher publisher = EventsApplication.publisher(context);
			try (RawSubscriber peer = new RawSubscriber(publisher.boundAddresses().get(0), subscription)) {
				peer.awaitSubscribed(publisher, topic);
			}
			context.close();
			assertThat(explanations(output)).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			false; topic|{"id":1}; topic; .headers to true
			true; topic|{"id":1}; topic; omit that frame
			false; topic|plain; topic; omit that frame
			false; topic|{"id":1}|{"x":"y"}; topic; .headers to true
			false; {"id":1}|{"x":"y"}; headers; .headers is false
			""")
	void workerAndControllerExplainAdditionalFramesOnce(boolean headers, String message, String looksLike,
			String remedy, CapturedOutput output) {
		try (WorkRoles roles = new WorkRoles()) {
			ZmqController controller = roles.controller("headers=" + headers);
			controller.start();
			sendTwice(controller, roles.resultAddress(), message);
			awaitExplanation(output, "Controller 'main'", "pool 'a'", looksLike, remedy);
		}
		try (WorkRoles roles = new WorkRoles(); RawPeer peer = RawPeer.binding(SocketType.PUSH, roles.workAddress())) {
			ZmqWorker worker = roles.worker((work) -> null, "headers=" + headers, "push.address=");
			worker.start();
			peer.send(frames(message));
			peer.send(frames(message));
			EventsApplication.await().until(() -> worker.stats().received() == 2);
			EventsApplication.await().untilAsserted(() -> assertThat(explanations(output)).hasSize(2));
			assertThat(explanations(output).get(1)).contains("Worker 'a'", looksLike, remedy);
		}
		assertThat(explanations(output)).hasSize(2);
	}

	private static void sendTwice(ZmqRole role, String address, String message) {
		try (RawPeer peer = RawPeer.connecting(SocketType.PUSH, address)) {
			peer.send(frames(message));
			peer.send(frames(message));
			EventsApplication.await().until(() -> role.stats().received() == 2);
		}
	}

	@Test
	void workerExplainsNothingAboutWorkThatItTakesOrCannotRead(CapturedOutput output) {
		try (WorkRoles roles = new WorkRoles(); RawPeer peer = RawPeer.binding(SocketType.PUSH, roles.workAddress())) {
			ZmqWorker worker = roles.worker((work) -> null, "headers=true", "push.address=");
			worker.start();
			peer.send(frames(LAST));
			peer.send(frames(LAST + "|{\"x\":\"y\"}"));
			peer.send(frames(LAST + "|{\"x\":1}"));
			peer.send(frames("1|2|3|4"));
			EventsApplication.await().until(() -> worker.stats().received() == 4);
			worker.destroy();
			assertThat(explanations(output)).isEmpty();
		}
	}

	static class Silent implements ZmqErrorHandler {

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
		}

	}

}
