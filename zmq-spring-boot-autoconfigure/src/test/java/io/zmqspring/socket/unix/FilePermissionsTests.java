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
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The permissions of socket files.
 */
class FilePermissionsTests {

	private static final int ROUNDS = TestSize.of(50, 1000);

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw----", "rw-rw-rw-" })
	void fileHasThePermissions(String permissions) throws IOException {
		SocketFile file = SocketFile.at(path(), PosixFilePermissions.fromString(permissions));
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThat(SocketFileTests.permissions(path())).isEqualTo(permissions);
			assertThat(file.isOurs()).isTrue();
			SocketFileTests.assertAccepts(channel, path());
			file.release();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@ParameterizedTest
	@CsvSource({ "000, rw-------", "002, rw-rw----", "022, rw-------", "022, rw-rw----", "077, rw-rw-rw-" })
	void nobodyElseMayConnectAtAnyTime(String umask, String permissions) throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		try (SocketFileProcess process = withUmask(umask)) {
			process.execute("release");
			CompletableFuture<Set<PosixFilePermission>> seen = CompletableFuture
				.supplyAsync(() -> permissionsUntil(ended));
			for (int round = 0; round < ROUNDS; round++) {
				assertThat(process.execute("bind " + path() + " " + permissions)).isEqualTo("done");
				assertThat(SocketFileTests.permissions(path())).isEqualTo(permissions);
				assertThat(SocketFileProcess.nameOf(path())).isEqualTo("umask");
				assertThat(process.execute("release")).isEqualTo("done");
				assertThat(this.directory).isEmptyDirectory();
			}
			ended.set(true);
			Set<PosixFilePermission> wider = seen.get();
			wider.retainAll(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
			wider.removeAll(PosixFilePermissions.fromString(permissions));
			assertThat(wider).isEmpty();
		}
		finally {
			ended.set(true);
		}
	}

	@Test
	void fileInUseIsRefusedAlsoIfTheUmaskIsNotStrict() throws IOException {
		SocketFile first = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = first.bind(10); SocketFileProcess process = withUmask("000")) {
			assertThat(process.execute("bind " + path() + " rw-------")).isEqualTo("IN_USE");
			assertThat(process.execute("bind " + this.directory + " rw-------")).isEqualTo("NOT_A_SOCKET");
			assertThat(process.execute("bind " + path().resolve("s") + " rw-------")).isEqualTo("NO_DIRECTORY");
			assertThat(first.isOurs()).isTrue();
			assertThat(channel.isOpen()).isTrue();
			first.release();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void permissionsOfTheTargetOfALinkStay() throws IOException {
		Path target = Files.createFile(this.directory.resolve("target"));
		String before = SocketFileTests.permissions(target);
		ServerSocketChannel channel = mock();
		given(channel.bind(any(), anyInt())).willAnswer((invocation) -> {
			Files.createSymbolicLink(path(), target);
			return channel;
		});
		assertThatExceptionOfType(SocketFileException.class)
			.isThrownBy(() -> RestrictedFile.bindAt(channel, 10, path(), PosixFilePermissions.fromString("rw-rw-rw-")))
			.withMessage(path() + ": the file was removed or replaced while it was being created, by a user who may"
					+ " write to its directory");
		assertThat(SocketFileTests.permissions(target)).isEqualTo(before);
		assertThat(path()).isSymbolicLink();
	}

	@Test
	void pathMayHave100BytesIfTheUmaskIsNotStrict() {
		Path longest = this.directory.resolve("a".repeat(100 - this.directory.toString().length() - 1));
		try (SocketFileProcess process = withUmask("000")) {
			assertThat(process.execute("bind " + longest + "a rw-------")).isEqualTo("TOO_LONG");
			assertThat(process.execute("problem")).isEqualTo("the path has 101 bytes and may have 100: the file must be"
					+ " created in a directory beside it, because the umask 0000 allows more than the configured"
					+ " permissions");
			assertThat(process.execute("bind " + longest + "a rw-rw-rw-")).isEqualTo("done");
			assertThat(process.execute("release")).isEqualTo("done");
			assertThat(this.directory).isEmptyDirectory();
			assertThat(process.execute("bind " + longest + " rw-------")).isEqualTo("done");
			assertThat(process.execute("release")).isEqualTo("done");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	private static SocketFileProcess withUmask(String umask) {
		return SocketFileProcess.start(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"),
				System.getProperty("java.class.path"), "umask");
	}

	private Set<PosixFilePermission> permissionsUntil(AtomicBoolean ended) {
		Set<PosixFilePermission> seen = ConcurrentHashMap.newKeySet();
		while (!ended.get()) {
			try {
				seen.addAll(Files.getPosixFilePermissions(path()));
			}
			catch (NoSuchFileException ex) {
				// Between two rounds
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}
		return seen;
	}

}
