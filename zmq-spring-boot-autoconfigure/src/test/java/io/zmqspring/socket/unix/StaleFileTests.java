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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.socket.unix.RefusedFileTests.OtherFile;
import io.zmqspring.socket.unix.SocketFileException.Reason;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of programs that have ended without removing them.
 */
class StaleFileTests {

	private static final int ROUNDS = TestSize.of(20, 300);

	private static final Duration LISTENS_LATER = Duration.ofMillis(800);

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("s");
	}

	@Test
	void fileOfAKilledProcessIsReplaced() throws IOException {
		try (SocketFileProcess killed = SocketFileProcess.start("killed")) {
			assertThat(killed.execute("bind " + path())).isEqualTo("done");
			assertThat(SocketFileProcess.nameOf(path())).isEqualTo("killed");
		}
		assertThat(Files.exists(path())).isTrue();
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			SocketFileTests.assertAccepts(channel, path());
			file.release();
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void fileIsNotReplacedBeforeItsProgramHasHadTimeToListen() throws IOException {
		// It has an address, but does not listen
		try (SocketChannel starting = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			starting.bind(UnixDomainSocketAddress.of(path()));
			FileTime created = Files.getLastModifiedTime(path());
			SocketFile file = SocketFile.at(path(), null);
			try (ServerSocketChannel channel = file.bind(10)) {
				assertThat(created.toInstant().plus(LISTENS_LATER)).isBefore(Instant.now());
				SocketFileTests.assertAccepts(channel, path());
				file.release();
			}
		}
	}

	@Test
	void interruptedThreadReplacesAFileAndStaysInterrupted() throws IOException {
		leaveStaleFile();
		SocketFile file = SocketFile.at(path(), null);
		Thread.currentThread().interrupt();
		ServerSocketChannel channel;
		try {
			channel = file.bind(10);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		SocketFileTests.assertAccepts(channel, path());
		file.release();
		channel.close();
	}

	@Test
	void lockFileThatWasLeftBehindDoesNoHarm() throws IOException {
		Files.createFile(lockFile());
		assertReplaces();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void lockThatIsNeverReleasedOnlyDelays() throws IOException {
		try (FileChannel locked = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			assertThat(locked.lock().isValid()).isTrue();
			long began = System.nanoTime();
			assertReplaces();
			assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(TakeOverLock.TIMEOUT);
		}
	}

	@Test
	void linkInPlaceOfTheLockFileIsNotFollowed() throws IOException {
		Path target = this.directory.resolve("target");
		Files.createSymbolicLink(lockFile(), target);
		assertReplaces();
		assertThat(target).doesNotExist();
	}

	@ParameterizedTest
	@EnumSource(names = "REGULAR", mode = Mode.EXCLUDE)
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	@ExtendWith(OutputCaptureExtension.class)
	void fileThatCannotBeLockedDoesNotStopTheTakeOver(OtherFile other, CapturedOutput output) throws IOException {
		other.createAt(lockFile());
		FileIdentity before = FileIdentity.at(lockFile());
		assertReplaces();
		assertThat(FileIdentity.at(lockFile())).isNotNull().isEqualTo(before);
		assertThat(output).containsOnlyOnce(lockFile() + " is not a regular file");
	}

	@Test
	void fileIsNotInUseIfThereAreNoDescriptorsToFindOut() throws IOException {
		try (SocketFileProcess process = SocketFileProcess.start(
				List.of("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh"), System.getProperty("java.class.path"),
				"few")) {
			// The process reads its classes
			leaveStaleFile();
			assertThat(process.execute("bind " + path())).isEqualTo("done");
			assertThat(process.execute("bind " + path())).isEqualTo("IN_USE");
			assertThat(process.execute("release")).isEqualTo("done");
			leaveStaleFile();
			assertThat(process.execute("exhaust")).isEqualTo("done");
			assertThat(process.execute("bind " + path())).isEqualTo("OTHER");
			assertThat(path()).exists();
			assertThat(process.execute("release")).isEqualTo("done");
			assertThat(process.execute("bind " + path())).isEqualTo("done");
		}
	}

	private Path lockFile() {
		return path().resolveSibling(".s.zmq-lock");
	}

	private void assertReplaces() throws IOException {
		leaveStaleFile();
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			SocketFileTests.assertAccepts(channel, path());
			file.release();
			assertThat(path()).doesNotExist();
		}
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void oneOfTwoProcessesReplacesAFile() throws IOException {
		try (SocketFileProcess one = SocketFileProcess.start("one");
				SocketFileProcess two = SocketFileProcess.start("two")) {
			for (int round = 0; round < ROUNDS; round++) {
				leaveStaleFile();
				one.bind(path());
				two.bind(path());
				String answer = one.answer();
				assertThat(List.of(answer, two.answer())).containsExactlyInAnyOrder("done", "IN_USE");
				boolean first = answer.equals("done");
				assertThat(SocketFileProcess.nameOf(path())).isEqualTo(first ? "one" : "two");
				assertThat((first ? one : two).execute("release")).isEqualTo("done");
				assertThat(this.directory).isEmptyDirectory();
			}
		}
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void oneOfTwoThreadsReplacesAFile() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				leaveStaleFile();
				CyclicBarrier start = new CyclicBarrier(2);
				Callable<Boolean> binder = () -> binds(start);
				List<Boolean> bound = new ArrayList<>();
				for (Future<Boolean> result : threads.invokeAll(List.of(binder, binder))) {
					bound.add(result.get());
				}
				assertThat(bound).containsExactlyInAnyOrder(true, false);
				assertThat(this.directory).isEmptyDirectory();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private boolean binds(CyclicBarrier together) throws Exception {
		SocketFile file = SocketFile.at(path(), null);
		together.await();
		ServerSocketChannel channel = null;
		try {
			channel = file.bind(10);
		}
		catch (SocketFileException ex) {
			assertThat(ex.reason()).isEqualTo(Reason.IN_USE);
		}
		// Both have tried
		together.await();
		if (channel == null) {
			return false;
		}
		SocketFileTests.assertConnects(path());
		file.release();
		channel.close();
		return true;
	}

	@ParameterizedTest
	@CsvSource({ "Linux, 0, 2", "Mac OS X, 2, 60" })
	void fileIsObservedLongerWhereAFullBacklogRefusesConnections(String system, int atLeast, int atMost)
			throws IOException {
		leaveStaleFile();
		long began = System.nanoTime();
		StaleFile.remove(path(), system);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(atLeast),
				Duration.ofSeconds(atMost));
		assertThat(path()).doesNotExist();
	}

	// As if its program had ended some time ago
	private void leaveStaleFile() throws IOException {
		try (ServerSocketChannel ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			ended.bind(UnixDomainSocketAddress.of(path()));
			Files.setLastModifiedTime(path(), FileTime.from(Instant.now().minusSeconds(10)));
		}
	}

}
