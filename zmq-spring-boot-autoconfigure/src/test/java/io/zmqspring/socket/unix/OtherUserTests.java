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
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Socket files of this user, and a process of a user without any rights.
 */
class OtherUserTests {

	private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

	@TempDir
	private Path directory;

	private Path sockets;

	private SocketFileProcess nobody;

	private Path path() {
		return this.sockets.resolve("s");
	}

	@BeforeEach
	void start() throws Exception {
		assumeTrue(System.getProperty("user.name").equals("root"), "Only root may start a process as another user");
		Path classes = Files.createDirectory(this.directory.resolve("classes"));
		copy(SocketFile.class, classes);
		copy(Threads.class, classes);
		copy(SocketFileProcess.class, classes);
		copy(PeerProcess.class, classes);
		Path logging = Files.copy(location(Log.class), this.directory.resolve("logging.jar"));
		this.sockets = Files.createDirectory(this.directory.resolve("sockets"));
		assertThat(new ProcessBuilder("chmod", "-R", "a+rX", this.directory.toString()).start().waitFor()).isZero();
		assumeTrue(mayRunJava(), "The user 65534 cannot run Java");
		this.nobody = SocketFileProcess.start(NOBODY, classes + ":" + logging, "nobody");
	}

	@AfterEach
	void stop() {
		if (this.nobody != null) {
			this.nobody.close();
		}
	}

	private static void copy(Class<?> type, Path classes) throws Exception {
		Path inside = Path.of(type.getPackageName().replace('.', '/'));
		Files.createDirectories(classes.resolve(inside));
		FileSystemUtils.copyRecursively(location(type).resolve(inside), classes.resolve(inside));
	}

	private static Path location(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static boolean mayRunJava() throws InterruptedException {
		try {
			return new ProcessBuilder("setpriv", NOBODY.get(1), NOBODY.get(2), NOBODY.get(3), JavaCommand.java(),
					"-version")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void directoryThatMayNotBeWrittenIsRefused() {
		assertThat(this.nobody.execute("bind " + path())).isEqualTo("NOT_PERMITTED");
		assertThat(this.nobody.execute("bind " + path() + " rw-------")).isEqualTo("NOT_PERMITTED");
		assertThat(this.sockets).isEmptyDirectory();
	}

	@Test
	void directoryThatMayNotBeEnteredIsRefused() throws IOException {
		permit(this.sockets, "rwx------");
		assertThat(this.nobody.execute("bind " + path())).isEqualTo("NOT_PERMITTED");
	}

	@Test
	void staleFileThatMayNotBeRemovedIsRefused() throws Exception {
		try (ServerSocketChannel ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			ended.bind(UnixDomainSocketAddress.of(path()));
		}
		permit(path(), "rw-rw-rw-");
		assertThat(new ProcessBuilder("chmod", "1777", this.sockets.toString()).start().waitFor()).isZero();
		FileIdentity before = FileIdentity.at(path());
		assertThat(this.nobody.execute("bind " + path())).isEqualTo("NOT_PERMITTED");
		assertThat(FileIdentity.at(path())).isNotNull().isEqualTo(before);
	}

	@Test
	void staleFileOfAnotherUserIsReplacedWhereTheDirectoryAllowsIt() throws IOException {
		try (ServerSocketChannel ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			ended.bind(UnixDomainSocketAddress.of(path()));
		}
		permit(path(), "rw-rw-rw-");
		permit(this.sockets, "rwxrwxrwx");
		assertThat(this.nobody.execute("bind " + path())).isEqualTo("done");
		assertThat(SocketFileProcess.nameOf(path())).isEqualTo("nobody");
	}

	@Test
	void socketThatMayNotBeConnectedIsNotReplaced() throws IOException {
		SocketFile file = SocketFile.at(path(), PosixFilePermissions.fromString("rw-------"));
		try (ServerSocketChannel channel = file.bind(10)) {
			permit(this.sockets, "rwxrwxrwx");
			assertThat(this.nobody.execute("connect " + path())).isEqualTo("BindException");
			assertThat(this.nobody.execute("bind " + path())).isEqualTo("NOT_PERMITTED");
			assertThat(file.isOurs()).isTrue();
			SocketFileTests.assertAccepts(channel, path());
			permit(path(), "rw-rw-rw-");
			assertThat(file.isOurs()).isTrue();
			assertThat(this.nobody.execute("connect " + path())).isEqualTo("done");
			assertThat(this.nobody.execute("bind " + path())).isEqualTo("IN_USE");
			file.release();
		}
	}

	@Test
	void fileThatCannotBeExaminedDoesNotCountAsLost() throws IOException {
		permit(this.sockets, "rwxrwxrwx");
		assertThat(this.nobody.execute("bind " + path())).isEqualTo("done");
		assertThat(this.nobody.execute("lost")).isEqualTo("false");
		permit(this.sockets, "rwx------");
		assertThat(this.nobody.execute("lost")).isEqualTo("false");
		Files.delete(path());
		permit(this.sockets, "rwxrwxrwx");
		assertThat(this.nobody.execute("lost")).isEqualTo("true");
	}

	@Test
	void deniedAccessIsFoundWithoutConnecting() throws IOException {
		assertThat(this.nobody.execute("access " + path())).isEqualTo("null");
		SocketFile file = SocketFile.at(path(), PosixFilePermissions.fromString("rw-------"));
		try (ServerSocketChannel channel = file.bind(10)) {
			channel.configureBlocking(false);
			assertThat(this.nobody.execute("access " + path())).isEqualTo("write to " + path());
			permit(this.sockets, "rwx------");
			assertThat(this.nobody.execute("access " + path())).isEqualTo("enter the directory of " + path());
			permit(this.sockets, "rwxr-xr-x");
			permit(path(), "rw-rw-rw-");
			assertThat(this.nobody.execute("access " + path())).isEqualTo("null");
			assertThat(channel.accept()).isNull();
			file.release();
		}
	}

	@Test
	void userOfThePeerIsFound() throws IOException {
		SocketFile file = SocketFile.at(path(), PosixFilePermissions.fromString("rw-rw-rw-"));
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThat(this.nobody.execute("connect " + path())).isEqualTo("done");
			UnixPeerTests.assertUser(UnixPeer.of(channel.accept()), "nobody", "65534");
			file.release();
		}
	}

	private static void permit(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
