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

package io.zmqspring.manual.guide;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/results.md}.
 */
class ResultsPageTests {

	@Test
	void whatListenersReturnIsPublished() {
		EventsApplication.with(Examples.Answers.class, Inbox.class).run((context) -> {
			List<String> received = context.getBean(Inbox.class).received;
			EventsApplication.await()
				.until(() -> EventsApplication.publisher(context).hasSubscriber("order.accepted")
						&& EventsApplication.publisher(context).hasSubscriber("camera.face"));
			EventsApplication.publish(context, "order.created", new Examples.Order(7));
			EventsApplication.publish(context, "camera.frame", new byte[] { 1, 2 });
			EventsApplication.await().until(() -> received.size() == 3);
			assertThat(received).containsExactly("order.accepted {\"order\":7}", "camera.face {\"x\":1}",
					"camera.face {\"x\":2}");
		});
	}

	static class Inbox {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener({ "order.accepted", "camera.face" })
		void receive(ZmqMessage message) {
			this.received.add(message.topic() + " " + message.text());
		}

	}

	/**
	 * The classes of the page, without {@code static} because they are in an interface.
	 */
	interface Examples {

		record Order(int id) {

		}

		record Receipt(int order) {

		}

		record Face(int x) {

		}

		// tag::results[]
		@Component
		class Answers {

			// A topic of the default publisher
			@ZmqListener("order.created")
			@SendTo("order.accepted")
			Receipt accept(Order order) {
				return new Receipt(order.id());
			}

			// The publisher 'events', the topic 'camera.face'. Each face is one message
			@ZmqListener("camera.frame")
			@SendTo("events/camera.face")
			List<Face> detect(byte[] frame) {
				return List.of(new Face(frame[0]), new Face(frame[1]));
			}

		}
		// end::results[]

	}

}
