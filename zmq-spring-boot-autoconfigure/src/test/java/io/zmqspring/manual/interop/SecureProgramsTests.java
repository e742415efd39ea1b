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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.socket.connection.Connection;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs with CURVE of the page "Interoperation", with keys that this library has
 * made.
 */
@SuppressWarnings("try")
class SecureProgramsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final String address = "tcp://127.0.0.1:" + FreePort.find();

	@TempDir
	private Path directory;

	@BeforeEach
	void createKeys() throws Exception {
		Files.createDirectory(this.directory.resolve("clients"));
		CurveKeys.create(this.directory.resolve("server"));
		CurveKeys client = CurveKeys.create(this.directory.resolve("client"));
		Files.copy(client.publicFile(), this.directory.resolve("clients/client.key"));
	}

	private String file(String name) {
		return this.directory.resolve(name).toString();
	}

	@Test
	void serverInPythonLetsASubscriberOfThisLibraryIn() throws Exception {
		try (Program python = Program.start(Language.PYTHON, "secure_publisher", this.directory, this.address,
				file("server.key_secret"), file("clients"));
				TestApplication application = TestApplication.start(SecureProgramsTests.class,
						"zmq.security.curve.orders.secret-file=" + file("client.key_secret"),
						"zmq.security.curve.orders.server-key-file=" + file("server.key"),
						"zmq.subscribers.orders.address=" + this.address, "zmq.subscribers.orders.topics=order.placed",
						"zmq.subscribers.orders.security=orders")) {
			assertThat(application.bean(ZmqSubscriber.class).receive(TIMEOUT).text()).contains("\"tea\"");
		}
	}

	@Test
	void programInCIsLetInByItsName() throws Exception {
		try (TestApplication application = TestApplication.start(SecureProgramsTests.class,
				"zmq.security.curve.orders.secret-file=" + file("server.key_secret"),
				"zmq.security.curve.orders.clients-directory=" + file("clients"),
				"zmq.publishers.orders.address=" + this.address, "zmq.publishers.orders.security=orders");
				Program program = Program.start(Language.C, "secure_subscriber", this.directory, this.address,
						file("client.key_secret"), file("server.key"))) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			assertThat(publisher.awaitSubscriber("order.placed", TIMEOUT)).isTrue();
			publisher.publish("tea", "order.placed");
			assertThat(program.answer()).isEqualTo("order.placed tea");
			assertThat(publisher.connections()).extracting(Connection::user).containsExactly("client");
		}
	}

}
