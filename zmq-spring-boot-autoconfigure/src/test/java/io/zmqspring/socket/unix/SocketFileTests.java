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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Binding and releasing socket files.
 */
@ExtendWith(OutputCaptureExtension.class)
class SocketFileTests {

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("s");
	}

	@Test
	void peersConnectToTheFileUntilItIsReleased() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		assertThat(file.isOurs()).isFalse();
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThat(file.isOurs()).isTrue();
			assertThat(file.path()).isEqualTo(path());
			assertAccepts(channel, path());
			file.release();
			assertThat(path()).doesNotExist();
			assertThat(file.isOurs()).isFalse();
		}
	}

	@Test
	void releaseDoesNothingTheSecondTime() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			file.release();
			SocketFile next = SocketFile.at(path(), null);
			try (ServerSocketChannel nextChannel = next.bind(10)) {
				file.release();
				SocketFile.release(channel);
				assertAccepts(nextChannel, path());
				next.release();
			}
		}
	}

	@Test
	void releaseBeforeBindDoesNothing() throws IOException {
		Files.createFile(path());
		SocketFile.at(path(), null).release();
		assertThat(path()).exists();
	}

	@Test
	void fileOfAChannelIsReleased() throws IOException {
		try (ServerSocketChannel channel = SocketFile.at(path(), null).bind(10);
				ServerSocketChannel other = SocketFile.at(this.directory.resolve("other"), null).bind(10);
				ServerSocketChannel unknown = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			SocketFile.release(unknown);
			SocketFile.release(channel);
			assertThat(path()).doesNotExist();
			assertAccepts(other, this.directory.resolve("other"));
			SocketFile.release(other);
		}
	}

	@Test
	void fileIsBoundOnce() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThatIllegalStateException().isThrownBy(() -> file.bind(10));
			assertAccepts(channel, path());
			file.release();
		}
	}

	@Test
	void newDirectoryIsPrivateAndIsRemoved() throws IOException {
		SocketFile file = SocketFile.inNewDirectory(PosixFilePermissions.fromString("rw-rw----"));
		SocketFile other = SocketFile.inNewDirectory(null);
		assertThat(other.path()).isNotEqualTo(file.path());
		Path privateDirectory = file.path().getParent();
		assertThat(permissions(privateDirectory)).isEqualTo("rwx------");
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThat(file.path().getFileName()).hasToString("socket");
			assertThat(permissions(file.path())).isEqualTo("rw-rw----");
			assertAccepts(channel, file.path());
			file.release();
			assertThat(privateDirectory).doesNotExist();
		}
		other.release();
		assertThat(other.path().getParent()).doesNotExist();
	}

	@Test
	void fileOfAnotherProgramIsReportedAndLeftAlone(CapturedOutput output) throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10);
				ServerSocketChannel thief = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			assertThat(file.isLost()).isFalse();
			Files.delete(path());
			thief.bind(UnixDomainSocketAddress.of(path()));
			assertThat(file.isOurs()).isFalse();
			assertThat(file.isLost()).isTrue();
			file.release();
			assertThat(file.isLost()).isFalse();
			assertThat(output).contains(path() + " is not at its path any more, or another file is there");
			assertAccepts(thief, path());
			assertThat(channel.isOpen()).isTrue();
		}
	}

	@Test
	void removedFileIsReported() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			Files.delete(path());
			assertThat(file.isLost()).isTrue();
			SocketFile.release(channel);
			assertThat(file.isLost()).isFalse();
		}
	}

	@Test
	void fileWithOtherTimesAndPermissionsIsNotLostAndIsRemoved() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			Files.setLastModifiedTime(path(), FileTime.fromMillis(1000));
			Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-rw-rw-"));
			assertThat(file.isLost()).isFalse();
			assertThat(file.isOurs()).isTrue();
			assertAccepts(channel, path());
			file.release();
			assertThat(path()).doesNotExist();
		}
	}

	@Test
	void laterFileIsNeverTakenForTheLostOne() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			for (int i = 0; i < 100; i++) {
				Files.delete(path());
				Files.createFile(path());
				assertThat(file.isLost()).isTrue();
			}
			file.release();
			assertThat(path()).exists();
			assertThat(channel.isOpen()).isTrue();
		}
	}

	@Test
	void fileInARenamedDirectoryIsLost(CapturedOutput output) throws IOException {
		Path before = Files.createDirectory(this.directory.resolve("before"));
		SocketFile file = SocketFile.at(before.resolve("s"), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			Files.move(before, this.directory.resolve("after"));
			assertThat(file.isLost()).isTrue();
			assertThat(channel.isOpen()).isTrue();
			file.release();
			assertThat(output).contains(before.resolve("s") + " is not at its path any more, or another file is there");
		}
	}

	@Test
	void fileThatCannotBeRemovedIsLogged(CapturedOutput output) throws IOException {
		SocketFile file = SocketFile.inNewDirectory(null);
		Path unexpected = file.path().resolveSibling("unexpected");
		try (ServerSocketChannel channel = file.bind(10)) {
			Files.createFile(unexpected);
			file.release();
			assertThat(output).contains("Cannot remove").contains(file.path().getParent().toString());
			assertThat(channel.isOpen()).isTrue();
		}
		Files.delete(unexpected);
		Files.delete(file.path().getParent());
	}

	@Test
	void refusedBindLeavesNothingOpen() throws IOException {
		Files.createFile(path());
		SocketFile file = SocketFile.at(path(), null);
		assertThatIOException().isThrownBy(() -> file.bind(10));
		Files.delete(path());
		try (ServerSocketChannel channel = file.bind(10)) {
			assertAccepts(channel, path());
			file.release();
		}
	}

	static void assertAccepts(ServerSocketChannel listening, Path path) throws IOException {
		try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
				SocketChannel accepted = listening.accept()) {
			assertThat(client.isConnected()).isTrue();
			assertThat(accepted.isConnected()).isTrue();
		}
	}

	static void assertConnects(Path path) throws IOException {
		try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
			assertThat(client.isConnected()).isTrue();
		}
	}

	static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
