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

package io.zmqspring.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.KeyFile;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Key pairs in files, created in code and from the command line.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have other permissions")
class CurveKeysTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private int run(String... arguments) {
		return new CurveKeysCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8))
			.run(arguments);
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void pyzmqReadsBothFiles() throws Exception {
		CurveKeys keys = CurveKeys.create(file("orders"));
		String publicKey = keys.publicKey().z85();
		try (PythonPeer python = PythonPeer.certificates(file("orders").toString())) {
			assertThat(python.answer()).isEqualTo(publicKey + " " + publicKey + " True True");
		}
	}

	@Test
	void everyPairIsAnotherOneAndIsReadAsWritten() throws Exception {
		Set<String> secrets = new HashSet<>();
		for (int i = 0; i < 30; i++) {
			CurveKeys keys = CurveKeys.create(file("client-" + i));
			KeyFile secret = KeyFile.parse(Files.readString(keys.secretFile()));
			CurveKeyPair pair = CurveKeyPair.of(CurveKey.decode(String.valueOf(secret.secretKey())));
			assertThat(CurveKey.of(pair.publicKey())).isEqualTo(keys.publicKey());
			assertThat(secret.publicKey()).isEqualTo(keys.publicKey().z85());
			assertThat(KeyFile.parse(Files.readString(keys.publicFile())))
				.isEqualTo(new KeyFile(keys.publicKey().z85(), null));
			secrets.add(secret.secretKey());
		}
		assertThat(secrets).hasSize(30);
	}

	@Test
	void commandPrintsFilesAndPublicKeyButNeverTheSecretKey() throws IOException {
		assertThat(run(file("orders").toString())).isEqualTo(CurveKeysCommand.WRITTEN);
		KeyFile secret = KeyFile.parse(Files.readString(file("orders.key_secret")));
		CurveKey publicKey = CurveKey.parse(String.valueOf(secret.publicKey()));
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.contains(publicKey.z85(), publicKey.fingerprint(), file("orders.key").toString(),
					file("orders.key_secret").toString())
			.doesNotContain(String.valueOf(secret.secretKey()));
		assertThat(this.err.size()).isZero();
	}

	@Test
	void modesAreTheSameWhateverTheUmask() throws Exception {
		List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
		command.addAll(new JavaCommand().run(CurveKeys.class, "orders"));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains(this.directory.toRealPath().resolve("orders.key_secret").toString());
		assertThat(modeOf("orders.key_secret")).isEqualTo("rw-------");
		assertThat(modeOf("orders.key")).isEqualTo("rw-r--r--");
	}

	private String modeOf(String name) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.key", "orders.key_secret" })
	void fileThatExistsIsNeverOverwritten(String existing) throws IOException {
		Files.writeString(file(existing), "mine");
		assertThat(run(file("orders").toString())).isEqualTo(CurveKeysCommand.NOT_WRITTEN);
		assertThat(file(existing)).content().isEqualTo("mine");
		assertThat(files()).containsExactly(existing);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains(existing + " exists, and is not overwritten");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.key", "orders.key_secret" })
	void linkIsNotFollowed(String link) throws IOException {
		Files.createSymbolicLink(file(link), file("elsewhere"));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> CurveKeys.create(file("orders")))
			.withMessage(file(link).toString());
		assertThat(files()).containsExactly(link);
	}

	@Test
	void directoryThatDoesNotExistIsNamed() throws IOException {
		assertThat(run(file("missing/orders").toString())).isEqualTo(CurveKeysCommand.NOT_WRITTEN);
		assertThat(this.err.toString(StandardCharsets.UTF_8))
			.contains("the directory of " + file("missing/orders.key_secret") + " does not exist");
		assertThat(files()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "orders bills", "-x", "orders.key", "keys/orders.key_secret", "keys/", "a\0b" })
	void wrongArgumentsAreAnsweredWithTheUsage(String arguments) throws IOException {
		assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
			.isEqualTo(CurveKeysCommand.WRONG_ARGUMENTS);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).startsWith("Usage: CurveKeys <name>");
		assertThat(this.out.size()).isZero();
		assertThat(files()).isEmpty();
	}

	@Test
	void helpIsPrinted() {
		assertThat(run("--help")).isEqualTo(CurveKeysCommand.WRITTEN);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).startsWith("Usage: CurveKeys <name>");
	}

}
