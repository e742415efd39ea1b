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

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.PubSubRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * One socket with several addresses of the same file.
 */
@ExtendWith(OutputCaptureExtension.class)
class SameFileTests {

	private final ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.context.close();
	}

	private String[] spellings() {
		return new String[] { "ipc://" + this.directory + "/s",
				"ipc://" + this.directory + "/../" + this.directory.getFileName() + "/s",
				"ipc:///" + this.directory + "/./s" };
	}

	@Test
	void connectingSocketConnectsOnceAndSaysSo(CapturedOutput output) {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, spellings()[0]);
		ZmqSubscriber subscriber = new ZmqSubscriber("events",
				SubscriberSettings.builder(spellings()).topics("t", "end").build(), this.context, PubSubRoles.JSON,
				new LoggingErrorHandler(), (event) -> {
				});
		Queue<String> received = new ConcurrentLinkedQueue<>();
		subscriber.addHandler("t", (topic, payload) -> received.add("t"));
		subscriber.addHandler("end", (topic, payload) -> received.add("end"));
		publisher.start();
		subscriber.start();
		try {
			await().until(() -> publisher.hasSubscriber("end"));
			await().untilAsserted(() -> assertThat(output)
				.contains(spellings()[1] + " names the same file as another address of the same socket"));
			publisher.publish("x", "t");
			publisher.publish("x", "end");
			await().until(() -> received.contains("end"));
			assertThat(received).containsExactly("t", "end");
			assertThat(publisher.connectionCount()).isOne();
			assertThat(subscriber.connectionCount()).isOne();
		}
		finally {
			subscriber.stop();
			publisher.stop();
		}
	}

	@Test
	void bindingSocketIsRefused() {
		ZmqPublisher publisher = PubSubRoles.publisher(this.context, spellings());
		assertThatThrownBy(publisher::start).hasStackTraceContaining(
				"Cannot bind " + spellings()[1] + ": another program or another role listens there already");
		assertThat(this.directory).isEmptyDirectory();
	}

}
