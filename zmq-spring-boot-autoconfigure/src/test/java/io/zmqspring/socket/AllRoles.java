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

package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.util.StringUtils;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with one role of each kind, which exchange messages.
 */
final class AllRoles {

	private AllRoles() {
	}

	static TestApplication start(TestTransport transport, TestSecurity security, String... settings) {
		return TestApplication.start(Handlers.class, security.applyTo(StringUtils.concatenateStringArrays(settings,
				addresses(transport.address(), transport.address(), transport.address()))));
	}

	private static String[] addresses(String publisher, String work, String results) {
		return new String[] { "zmq.publishers.out.address=" + publisher, "zmq.subscribers.in.address=" + publisher,
				"zmq.workers.w.pull.address=" + work, "zmq.workers.w.push.address=" + results,
				"zmq.controllers.c.workers.w.push.address=" + work,
				"zmq.controllers.c.workers.w.pull.address=" + results };
	}

	static void assertWork(TestApplication application, String text) {
		Handlers handlers = application.bean(Handlers.class);
		ZmqPublisher out = application.bean(ZmqPublisher.class);
		assertThat(out.awaitSubscriber("t", Duration.ofSeconds(30))).isTrue();
		out.publish(text, "t");
		ZmqController controller = application.bean(ZmqController.class);
		assertThat(controller.awaitWorkers("w", 1, Duration.ofSeconds(30))).isTrue();
		controller.send("w", text);
		await().untilAsserted(() -> assertThat(handlers.heard).contains(text, "done " + text));
	}

	static class Handlers {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@ZmqListener("t")
		void hear(String text) {
			this.heard.add(text);
		}

		@ZmqWorkHandler("w")
		String work(String text) {
			return "done " + text;
		}

		@ZmqResultListener
		void done(String result) {
			this.heard.add(result);
		}

	}

}
