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

package io.zmqspring.scenario.security;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Work and results over CURVE and PLAIN.
 */
class SecureWorkTests {

	@TempDir
	static Path certificates;

	@BeforeAll
	static void createCertificates() {
		SecureLink.createCertificates(certificates);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server client", "users users" })
	void workIsDoneAndAnswered(String sections) {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		String controller = sections.split(" ")[0];
		String worker = sections.split(" ")[1];
		try (TestApplication application = TestApplication.start(Handlers.class,
				"zmq.controllers.main.workers.a.push.address=" + work,
				"zmq.controllers.main.workers.a.push.security=" + controller,
				"zmq.controllers.main.workers.a.pull.address=" + results,
				"zmq.controllers.main.workers.a.pull.security=" + controller,
				"zmq.controllers.main.workers.a.delivery=at-least-once", "zmq.workers.w.delivery=at-least-once",
				"zmq.workers.w.pull.address=" + work, "zmq.workers.w.pull.security=" + worker,
				"zmq.workers.w.push.address=" + results, "zmq.workers.w.push.security=" + worker,
				"zmq.security.curve.server.secret-file=" + certificates.resolve("server.key_secret"),
				"zmq.security.curve.server.clients-directory=" + certificates.resolve("allowed"),
				"zmq.security.curve.client.secret-file=" + certificates.resolve("client.key_secret"),
				"zmq.security.curve.client.server-key-file=" + certificates.resolve("server.key"),
				"zmq.security.plain.users.username=bob", "zmq.security.plain.users.password=secret",
				"zmq.security.plain.users.users.bob=secret")) {
			Handlers handlers = application.bean(Handlers.class);
			ZmqController main = application.bean(ZmqController.class);
			for (int i = 0; i < 50; i++) {
				main.send("a", new Work(i));
			}
			await().until(() -> handlers.users.size() == 50);
			assertThat(handlers.users).containsOnly(controller.equals("users") ? "bob" : "client");
			assertThat(main.faults()).isEmpty();
		}
	}

	record Work(int number) {

	}

	record Result(int number) {

	}

	static class Handlers {

		final List<String> users = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler
		Result handle(Work work) {
			return new Result(work.number());
		}

		@ZmqResultListener
		void result(ZmqMessage result) {
			this.users.add(result.headers().getOrDefault("zmq_user_id", "nobody"));
		}

	}

}
