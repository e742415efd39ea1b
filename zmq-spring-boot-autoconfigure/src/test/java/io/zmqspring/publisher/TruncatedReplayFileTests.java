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

package io.zmqspring.publisher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import io.zmqspring.role.ZmqState;
import io.zmqspring.settings.PublisherReplaySettings;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.testsupport.PubSubRoles;
import io.zmqspring.testsupport.RawSubscriber;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody truncates the {@code replay.file} of a publisher that is running. It publishes
 * on, without replay.
 */
@ExtendWith(OutputCaptureExtension.class)
class TruncatedReplayFileTests {

	// The JVM compiles what is called so often, and reports faults of compiled code late
	private static final int OFTEN = 30_000;

	private static final String LINE = "publishes without replay: the file ";

	private final ZmqContext context = TestSecurity.NULL.context();

	private final Engine engine = this.context.engine();

	@TempDir
	private Path directory;

	private Path file = Path.of("");

	@BeforeEach
	void nameFile() {
		this.file = this.directory.resolve("messages");
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private ZmqPublisher publisher() {
		PublisherReplaySettings replay = new PublisherReplaySettings(List.of("tcp://127.0.0.1:0"), 10_000,
				DataSize.ofMegabytes(1), this.file.toString());
		PublisherSettings settings = PublisherSettings.builder("tcp://127.0.0.1:0").replay(replay).build();
		ZmqPublisher publisher = new ZmqPublisher("events", settings, this.context, PubSubRoles.JSON, (event) -> {
		});
		publisher.start();
		return publisher;
	}

	private void truncate(long... sizes) throws IOException {
		try (RandomAccessFile truncated = new RandomAccessFile(this.file.toFile(), "rw")) {
			for (long size : sizes) {
				truncated.setLength(size);
			}
		}
	}

	private static void publish(ZmqPublisher publisher, int count) {
		for (int i = 0; i < count; i++) {
			publisher.publish("message " + i, "t");
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 4096, 500_000, 1_048_576 })
	void publisherGoesOnWithoutReplay(long size, CapturedOutput output) throws IOException {
		ZmqPublisher publisher = publisher();
		publish(publisher, OFTEN);
		truncate(size);
		publish(publisher, OFTEN);
		assertPublishes(publisher, output);
	}

	@Test
	void fileThatGrowsAgainIsNotUsed(CapturedOutput output) throws IOException {
		ZmqPublisher publisher = publisher();
		publish(publisher, OFTEN);
		truncate(0, this.file.toFile().length());
		publish(publisher, 1);
		assertPublishes(publisher, output);
	}

	@Test
	void requestForLostMessagesFindsNone(CapturedOutput output) throws IOException {
		ZmqPublisher publisher = publisher();
		publish(publisher, OFTEN);
		truncate(0);
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			assertThat(peer.available("t")).isEmpty();
			assertThat(peer.topics("t")).isEmpty();
		}
		assertPublishes(publisher, output);
	}

	private void assertPublishes(ZmqPublisher publisher, CapturedOutput output) {
		assertThat(publisher.warnings()).singleElement().asString().contains(this.file.toString(), "was truncated");
		assertThat(publisher.faults()).isEmpty();
		assertThat(output.toString().split(LINE, -1)).hasSize(2);
		try (RawSubscriber subscriber = new RawSubscriber(publisher.boundAddresses().get(0), "t")) {
			subscriber.awaitSubscribed(publisher, "t");
			publish(publisher, 100);
			for (int i = 0; i < 100; i++) {
				assertThat(subscriber.receiveText()).contains("message " + i);
			}
		}
		assertThat(publisher.state()).isEqualTo(ZmqState.RUNNING);
		assertThat(this.context.engine()).isSameAs(this.engine);
		assertThat(publisher.replay()).returns(0L, ReplayStatus::messages);
		publisher.stop();
	}

	@Test
	void publisherStartsAgainWithANewFile() throws IOException {
		ZmqPublisher publisher = publisher();
		publish(publisher, OFTEN);
		truncate(0);
		publish(publisher, 10);
		publisher.stop();
		publisher.start();
		assertThat(publisher.warnings()).isEmpty();
		publisher.publish("one", "t");
		assertThat(ReplayPeer.kept(publisher)).containsExactly("one");
		publisher.stop();
	}

}
