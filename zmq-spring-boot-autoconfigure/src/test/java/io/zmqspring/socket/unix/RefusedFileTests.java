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
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.socket.unix.SocketFileException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Paths that are not bound, and the limits of those that are.
 */
class RefusedFileTests {

	private static final int LONGEST = 106;

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("s");
	}

	@ParameterizedTest
	@EnumSource
	void fileThatIsNoSocketIsRefusedAndLeftAlone(OtherFile other) throws IOException {
		other.createAt(path());
		FileIdentity before = FileIdentity.at(path());
		assertRefused(path(), Reason.NOT_A_SOCKET);
		assertThat(FileIdentity.at(path())).isNotNull().isEqualTo(before);
		assertOnlyFile(path());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nowhere/zmq/s", "nowhere/s" })
	void missingDirectoryIsRefused(String path) {
		assertRefused(Path.of(path), Reason.NO_DIRECTORY);
	}

	@Test
	void fileInPlaceOfTheDirectoryIsRefused() throws IOException {
		Files.createFile(path());
		assertRefused(path().resolve("s"), Reason.NO_DIRECTORY);
	}

	@Test
	void secondBinderIsRefusedWhileTheFirstWorks() throws IOException {
		SocketFile first = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = first.bind(10)) {
			assertRefused(path(), Reason.IN_USE);
			// The connection of the probe
			channel.accept().close();
			SocketFileTests.assertAccepts(channel, path());
			assertThat(first.isOurs()).isTrue();
			first.release();
		}
	}

	@Test
	void fullBacklogCountsAsInUse() throws IOException {
		SocketFile first = SocketFile.at(path(), null);
		List<SocketChannel> waiting = new ArrayList<>();
		try (ServerSocketChannel channel = first.bind(1)) {
			fill(waiting);
			assertRefused(path(), Reason.IN_USE);
			assertThat(first.isOurs()).isTrue();
			first.release();
			assertThat(channel.accept().isConnected()).isTrue();
		}
		finally {
			for (SocketChannel channel : waiting) {
				channel.close();
			}
		}
	}

	private void fill(List<SocketChannel> waiting) throws IOException {
		while (true) {
			SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
			waiting.add(channel);
			channel.configureBlocking(false);
			try {
				if (!channel.connect(UnixDomainSocketAddress.of(path()))) {
					return;
				}
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "\u00e4", "\u65e5" })
	void pathMayHave106Bytes(String letter) throws IOException {
		assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "File names are not encoded in UTF-8");
		Path longest = this.directory.resolve(name(letter, LONGEST - bytes(this.directory + "/")));
		SocketFile file = SocketFile.at(longest, null);
		try (ServerSocketChannel channel = file.bind(10)) {
			SocketFileTests.assertAccepts(channel, longest);
			file.release();
		}
		assertRefused(Path.of(longest + "a"), Reason.OTHER);
		assertThat(this.directory).isEmptyDirectory();
	}

	private static String name(String letter, int length) {
		int count = length / bytes(letter);
		return letter.repeat(count) + "a".repeat(length - count * bytes(letter));
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static void assertRefused(Path path, Reason reason) {
		assertThatExceptionOfType(SocketFileException.class).isThrownBy(() -> SocketFile.at(path, null).bind(10))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path))
			.withMessageContaining(path.toString());
	}

	private void assertOnlyFile(Path path) throws IOException {
		try (var files = Files.list(this.directory)) {
			assertThat(files).containsExactly(path);
		}
	}

	/**
	 * Files that are no sockets.
	 */
	enum OtherFile {

		REGULAR {
			@Override
			void createAt(Path path) throws IOException {
				Files.writeString(path, "content");
			}
		},

		DIRECTORY {
			@Override
			void createAt(Path path) throws IOException {
				Files.createDirectory(path);
			}
		},

		DANGLING_LINK {
			@Override
			void createAt(Path path) throws IOException {
				Files.createSymbolicLink(path, path.resolveSibling("nowhere"));
				assertThat(Files.exists(path)).isFalse();
				assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
			}
		},

		PIPE {
			@Override
			void createAt(Path path) throws IOException {
				try {
					assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0);
				}
				catch (InterruptedException ex) {
					throw new AssertionError(ex);
				}
			}
		};

		abstract void createAt(Path path) throws IOException;

	}

}
