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

package io.zmqspring.scenario.faults;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that has as many open files as its limit allows.
 */
@EnabledOnOs(OS.LINUX)
class OpenFilesTests {

	private static final List<String> LIMITED = List.of("sh", "-c", "ulimit -n 500; exec \"$@\"", "sh");

	private static final int GREETING_BYTES = 10;

	private static final long OBSERVED_MILLIS = 2000;

	@ParameterizedTest
	@EnumSource
	void limitIsNamedAndPeersAreAcceptedLater(TestTransport transport) throws IOException {
		String address = transport.address();
		try (JavaPeer full = JavaPeer.launch(LIMITED, Full.class, "zmq.publishers.out.address=" + address)) {
			full.awaitStarted();
			assertThat(full.answer()).isEqualTo("full");
			try (SocketChannel waiting = TestTransport.connect(address)) {
				await().untilAsserted(() -> assertThat(full.log())
					.anyMatch((line) -> line.contains(" WARN ") && line.contains(address)
							&& line.contains("cannot accept a connection") && line.contains("limit of open files")));
				long busyMillis = Long.parseLong(full.answer());
				if (transport == TestTransport.IPC) {
					assertThat(busyMillis).isLessThan(OBSERVED_MILLIS / 4);
				}
				assertThat(full.answer()).isEqualTo("released");
				ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
				while (greeting.hasRemaining()) {
					assertThat(waiting.read(greeting)).isPositive();
				}
			}
		}
	}

	/** Opens files until none can be opened, and closes them some time later. */
	static class Full implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(Full::fill, "filling").start();
		}

		private static void fill() {
			List<FileInputStream> files = new ArrayList<>();
			// No class can be loaded from a directory afterwards
			Deadline.in(Duration.ZERO).hasPassed();
			cpuNanos();
			try {
				while (true) {
					files.add(new FileInputStream("/dev/null"));
				}
			}
			catch (IOException ex) {
				JavaPeer.writeAnswer("full");
			}
			LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
			long before = cpuNanos();
			Deadline deadline = Deadline.in(Duration.ofMillis(OBSERVED_MILLIS));
			while (!deadline.hasPassed()) {
				LockSupport.parkNanos(deadline.nanosLeft());
			}
			JavaPeer.writeAnswer(String.valueOf(Duration.ofNanos(cpuNanos() - before).toMillis()));
			files.forEach(Full::close);
			JavaPeer.writeAnswer("released");
		}

		private static long cpuNanos() {
			return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
		}

		private static void close(FileInputStream file) {
			try {
				file.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
