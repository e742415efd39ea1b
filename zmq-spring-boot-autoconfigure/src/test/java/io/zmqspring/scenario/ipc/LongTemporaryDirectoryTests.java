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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new file in the directory for temporary files, whose path is too long.
 */
class LongTemporaryDirectoryTests {

	@Test
	void failureNamesTheDirectoryAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
		Path temporary = Files.createDirectory(directory.resolve("x".repeat(100)));
		try (JavaPeer peer = JavaPeer.launch(List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary),
				Binding.class)) {
			peer.awaitStarted();
			assertThat(peer.answer()).contains("Cannot bind ipc://*: ", temporary.toString(),
					"Set the system property java.io.tmpdir to another directory, or write a path: ipc:///<path>");
			assertThat(temporary).isEmptyDirectory();
		}
	}

	/** Answers with the exception of a bind. */
	static class Binding implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(Binding::answer, "answering").start();
		}

		@SuppressWarnings("try")
		private static void answer() {
			try (TestApplication refused = TestApplication.start(NoBeans.class, "zmq.publishers.out.address=ipc://*")) {
				JavaPeer.writeAnswer("bound");
			}
			catch (RuntimeException ex) {
				JavaPeer.writeAnswer(ex + ": " + ex.getCause());
			}
		}

	}

}
