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

package io.zmqspring.socket.connection;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.unix.SocketFile;
import io.zmqspring.socket.unix.SocketFileException;
import io.zmqspring.socket.unix.SocketFileException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Texts of ipc endpoints that cannot be bound or connected.
 */
class UnixDiagnosisTests {

	private static final String USER = System.getProperty("user.name");

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("s");
	}

	@Test
	void fileInUse() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		try (ServerSocketChannel channel = file.bind(10)) {
			assertThat(failureOf(path()))
				.hasMessageStartingWith("Cannot bind ipc://" + path()
						+ ": another program or another role listens there already. Find it with: ")
				.hasMessageEndingWith(". Stop it, or choose another path");
			assertThat(channel.isOpen()).isTrue();
			file.release();
		}
	}

	@Test
	void fileThatIsNoSocket() throws IOException {
		Files.createFile(path());
		assertThat(failureOf(path())).hasMessage("Cannot bind ipc://" + path() + ": " + path()
				+ " exists and is not a socket. Remove it if nobody needs it, or choose another path");
	}

	@Test
	void missingDirectory() {
		Path missing = this.directory.resolve("none");
		assertThat(failureOf(missing.resolve("s"))).hasMessage("Cannot bind ipc://" + missing + "/s: the directory "
				+ missing + " does not exist. Create it, or choose another path");
	}

	@Test
	void missingDirectoryOfARelativePath() {
		assertThat(failureOf(Path.of("tmp/x/s")))
			.hasMessage("Cannot bind ipc://tmp/x/s: the directory " + Path.of("tmp/x").toAbsolutePath()
					+ " does not exist. Create it, or write an absolute path, with three slashes: ipc:///tmp/x/s");
	}

	@Test
	void fileInPlaceOfTheDirectory() throws IOException {
		Files.createFile(path());
		assertThat(failureOf(path().resolve("s")))
			.hasMessage("Cannot bind ipc://" + path() + "/s: " + path() + " is not a directory. Choose another path");
	}

	@Test
	void directoryThatMayNotBeWritten() {
		assertThat(failure(Reason.NOT_PERMITTED))
			.hasMessage("Cannot bind ipc://" + path() + ": user '" + USER + "' may not create a file in "
					+ this.directory + ". Choose a directory that user '" + USER + "' may write to");
	}

	@Test
	void socketOfAnotherUser() throws IOException {
		Files.createFile(path());
		assertThat(failure(Reason.NOT_PERMITTED)).hasMessage("Cannot bind ipc://" + path() + ": user '" + USER
				+ "' may not connect to or replace the socket " + path()
				+ ". If no program listens there, remove it as its owner; otherwise choose another path");
	}

	private SocketOpenException failure(Reason reason) {
		return UnixDiagnosis.bindFailed(Endpoint.parse("ipc://" + path(), null),
				new SocketFileException(reason, path(), "problem of the system", null));
	}

	@Test
	void fileThatMayBeInUse() {
		assertThat(failure(Reason.IN_USE))
			.hasMessageStartingWith("Cannot bind ipc://" + path() + ": problem of the system. Find it with: ");
	}

	@Test
	void pathThatIsTooLong() {
		assertThat(failure(Reason.TOO_LONG)).hasMessage("Cannot bind ipc://" + path()
				+ ": problem of the system. Choose a shorter path, or, on Linux, start this application with the umask 022");
	}

	@Test
	void anotherProblem() {
		assertThat(failure(Reason.OTHER)).hasMessage(
				"Cannot bind ipc://" + path() + ": problem of the system. Correct that, or choose another path");
	}

	@Test
	void newFileThatCannotBeCreated() {
		Endpoint endpoint = Endpoint.parse("ipc://*", null);
		assertThat(UnixDiagnosis.bindFailed(endpoint,
				new SocketFileException(Reason.OTHER, path(), "Unix domain path too long", null)))
			.hasMessage("Cannot bind ipc://*: Unix domain path too long (" + path()
					+ "). Set the system property java.io.tmpdir to another directory, or write a path: ipc:///<path>");
		assertThat(UnixDiagnosis.bindFailed(endpoint,
				new SocketFileException(Reason.NO_DIRECTORY, path().resolve("s"), "problem of the system", null)))
			.hasMessage("Cannot bind ipc://*: the directory " + path() + " does not exist."
					+ " Set the system property java.io.tmpdir to another directory, or write a path: ipc:///<path>");
	}

	@Test
	void connectionThatIsPermittedHasNoProblem() throws IOException {
		assertThat(connectProblem(path())).isNull();
		assertThat(connectProblem(path().resolve("s"))).isNull();
	}

	@Test
	void connectionToAFileOrDirectoryThatIsNoSocket() throws IOException {
		Files.createFile(path());
		assertThat(connectProblem(path())).isEqualTo("Cannot connect to ipc://" + path() + ": " + path()
				+ " exists and is not a socket. Remove it if nobody needs it, or choose the path that the other side binds");
		assertThat(connectProblem(this.directory)).startsWith(
				"Cannot connect to ipc://" + this.directory + ": " + this.directory + " exists and is not a socket");
		Files.delete(path());
		Files.createSymbolicLink(path(), this.directory);
		assertThat(connectProblem(path())).contains(" exists and is not a socket");
	}

	@Test
	void connectionToASocketThatNobodyListensOnHasNoProblem() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		file.bind(10).close();
		assertThat(connectProblem(path())).isNull();
		Files.createSymbolicLink(this.directory.resolve("link"), path());
		assertThat(connectProblem(this.directory.resolve("link"))).isNull();
		file.release();
	}

	@Test
	void connectionToASocketOfAnotherType() throws IOException {
		SocketFile file = SocketFile.at(path(), null);
		file.bind(10).close();
		assertThat(UnixDiagnosis.connectProblem(endpoint(path()), "cannot be connected to (Protocol wrong type)"))
			.isEqualTo("Cannot connect to ipc://" + path() + ": " + path()
					+ " cannot be connected to (Protocol wrong type). Remove it if nobody needs it, or choose the path"
					+ " that the other side binds");
		file.release();
	}

	private static @Nullable String connectProblem(Path path) {
		return UnixDiagnosis.connectProblem(endpoint(path), null);
	}

	private static Endpoint endpoint(Path path) {
		return Endpoint.parse("ipc://" + path, null);
	}

	@Test
	void connectionThatIsNotPermitted() {
		assertThat(UnixDiagnosis.notPermitted(Endpoint.parse("ipc:///x/s", null), "write to /x/s"))
			.isEqualTo("Cannot connect to ipc:///x/s: user '" + USER
					+ "' may not write to /x/s. Set socket.ipc-permissions where it is bound, for example to rw-rw----,"
					+ " or run both programs as the same user");
	}

	private static SocketOpenException failureOf(Path path) {
		SocketFileException failure = catchThrowableOfType(SocketFileException.class,
				() -> SocketFile.at(path, null).bind(10));
		return UnixDiagnosis.bindFailed(Endpoint.parse("ipc://" + path, null), failure);
	}

}
