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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application of another user, who may not write to the file of the socket. This test
 * needs Linux and root.
 */
class OtherUserTests {

	// The user may read everything, because the class path may be in the home directory
	// of root, but may not write
	private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
			"--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search");

	@TempDir
	private Path directory;

	@BeforeEach
	void letOtherUsersReachTheDirectory() throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		String jar = System.getProperty("java.class.path").split(File.pathSeparator)[0];
		assumeTrue(succeeds("test", "-r", jar) && !succeeds("test", "-w", jar),
				"Cannot start a process of another user that reads the class path: this needs Linux and root");
	}

	private static boolean succeeds(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(Stream.concat(AS_NOBODY.stream(), Stream.of(command)).toList()).start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void isRefusedWithOneWarningAndAFaultUntilItMayConnect() throws Exception {
		Path file = this.directory.resolve("s");
		String address = "ipc://" + file;
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=" + address);
				JavaPeer other = JavaPeer.launch(AS_NOBODY, Subscribing.class, "zmq.subscribers.in.address=" + address,
						"zmq.subscribers.in.socket.reconnect-interval=20ms",
						"zmq.subscribers.in.socket.reconnect-interval-max=20ms",
						"own=ipc://" + this.directory.resolve("own"))) {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
			assertThat(answer(other)).contains("Cannot bind ipc://" + this.directory.resolve("own"),
					"Choose a directory that user 'nobody' may write to");
			assertThat(answer(other)).startsWith("faults: [").contains(address, "permission");
			await().during(Duration.ofMillis(300)).until(() -> warnings(other, address).size() == 1);
			assertThat(application.bean(ZmqPublisher.class).connectionCount()).isZero();
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
			assertThat(answer(other)).isEqualTo("faults: []");
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			await().until(() -> publisher.hasSubscriber("topic"));
			publisher.publish("x", "topic");
			assertThat(other.answer()).isEqualTo("received x");
			assertThat(publisher.connections()).singleElement()
				.asString()
				.containsPattern("ipc peer \\d+ \\(uid (nobody|65534)\\)");
			assertThat(warnings(other, address)).hasSize(1);
		}
	}

	private static String answer(JavaPeer peer) {
		String answer = peer.answer();
		return answer.equals("started") ? peer.answer() : answer;
	}

	private static List<String> warnings(JavaPeer peer, String address) {
		return peer.log().stream().filter((line) -> line.contains(" WARN ") && line.contains(address)).toList();
	}

	/** Answers with the exception of a bind, and with the faults when they change. */
	static class Subscribing implements ApplicationRunner {

		private final ZmqSubscriber subscriber;

		private final String own;

		Subscribing(ZmqSubscriber subscriber, @Value("${own}") String own) {
			this.subscriber = subscriber;
			this.own = own;
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(this::answer, "answering").start();
		}

		@SuppressWarnings("try")
		private void answer() {
			try (TestApplication refused = TestApplication.start(NoBeans.class,
					"zmq.publishers.out.address=" + this.own)) {
				JavaPeer.writeAnswer("bound");
			}
			catch (RuntimeException ex) {
				JavaPeer.writeAnswer(ex + ": " + ex.getCause());
			}
			List<String> last = List.of();
			while (true) {
				List<String> faults = this.subscriber.faults();
				if (!faults.equals(last)) {
					JavaPeer.writeAnswer("faults: " + faults);
					last = faults;
				}
				LockSupport.parkNanos(5_000_000);
			}
		}

		@ZmqListener("topic")
		void on(String text) {
			JavaPeer.writeAnswer("received " + text);
		}

	}

}
