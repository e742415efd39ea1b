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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pod of {@code docs/deployment.md} whose containers share a socket file.
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no Unix domain sockets")
class SocketPodTests {

	private final Pod pod = Pod.read("kubernetes-socket.yaml");

	@TempDir
	private Path volume;

	@Test
	void containersPassAMessageAlthoughAKilledContainerHasLeftItsFile(CapturedOutput output) throws IOException {
		Path file = this.volume.resolve("frames");
		leave(file);
		Pod.application(variables(1)).withBean(Recorder.class).run((recorder) -> {
			assertThat(recorder).hasNotFailed();
			Pod.application(variables(0)).run((camera) -> {
				assertThat(camera).hasNotFailed();
				ZmqPublisher publisher = camera.getBean(ZmqPublisher.class);
				assertThat(publisher.awaitSubscriber("frame", Duration.ofSeconds(30))).isTrue();
				publisher.publish("1", "frame");
				await().until(() -> recorder.getBean(ZmqSubscriber.class).stats().received() == 1);
			});
			assertThat(file).doesNotExist();
		});
		assertThat(output).doesNotContain("WARN");
	}

	private Map<String, Object> variables(int container) {
		return this.pod.variables(container, (name) -> this.volume);
	}

	// Closing a channel does not remove its file
	private static void leave(Path file) throws IOException {
		try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			killed.bind(UnixDomainSocketAddress.of(file));
		}
		assertThat(file).exists();
	}

	static class Recorder {

		@ZmqListener("frame")
		void on(String frame) {
		}

	}

}
