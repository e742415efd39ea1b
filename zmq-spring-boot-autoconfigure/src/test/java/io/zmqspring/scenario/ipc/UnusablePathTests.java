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

package io.zmqspring.scenario.ipc;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A role that connects to a path at which nobody can listen.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusablePathTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void regularFileIsAFaultUntilASocketReplacesIt(CapturedOutput output) throws Exception {
		Path path = Files.createFile(this.directory.resolve("s"));
		String address = "ipc://" + path;
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, address, "t");
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, address);
		subscriber.start();
		try {
			String fault = "Cannot connect to " + address + ": " + path + " exists and is not a socket";
			await().untilAsserted(() -> assertThat(subscriber.faults()).singleElement().asString().startsWith(fault));
			assertThat(output).containsOnlyOnce(fault);
			Files.delete(path);
			publisher.start();
			await().until(() -> publisher.hasSubscriber("t"));
			await().untilAsserted(() -> assertThat(subscriber.faults()).isEmpty());
		}
		finally {
			subscriber.stop();
			publisher.stop();
		}
	}

	@Test
	void socketForDatagramsIsAFault() throws Exception {
		Path path = this.directory.resolve("s");
		Process datagrams = new ProcessBuilder(PythonPeer.interpreter(), "-c",
				"import socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind('" + path + "'); input()")
			.start();
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "ipc://" + path, "t");
		try {
			await().until(() -> Files.exists(path));
			subscriber.start();
			await().untilAsserted(() -> assertThat(subscriber.faults()).singleElement()
				.asString()
				.startsWith("Cannot connect to ipc://" + path + ": " + path + " cannot be connected to ("));
		}
		finally {
			subscriber.stop();
			datagrams.destroyForcibly().waitFor();
		}
	}

	@Test
	void missingDirectoryIsLoggedAndIsNoFault(CapturedOutput output) {
		Path missing = this.directory.resolve("none");
		ZmqSubscriber subscriber = PubSubRoles.subscriber(this.context, "ipc://" + missing + "/s", "t");
		subscriber.start();
		try {
			await().untilAsserted(() -> assertThat(output).contains("the directory " + missing + " does not exist"));
			assertThat(subscriber.faults()).isEmpty();
		}
		finally {
			subscriber.stop();
		}
	}

}
