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

package io.zmqspring.socket.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.security.CurveKeys;
import io.zmqspring.settings.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who may read and write key files, and the names of clients.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeyFileRulesTests extends ServerFiles {

	@Test
	void filesThatEveryUserMayWriteAreRefused() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		ServerKeys before = keys.get();
		Path client = this.clients.resolve("pump-7.key");
		for (Path each : List.of(this.server.secretFile(), client, this.clients)) {
			String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
			Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(this::serverKeys)
				.withMessageContaining("can be written by every user");
			look(keys);
			assertThat(keys.warning()).contains(each.toString(), "can be written by every user");
			assertThat(keys.get()).isSameAs(before);
			Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(mode));
			look(keys);
			assertThat(keys.warning()).isNull();
			before = keys.get();
		}
	}

	@Test
	void secretsThatEveryUserMayReadAreReported(CapturedOutput output) throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		assertThat(output).doesNotContain("WARN");
		Files.setPosixFilePermissions(this.server.secretFile(), PosixFilePermissions.fromString("rw-r--r--"));
		look(keys);
		look(keys);
		assertThat(keys.warning()).isNull();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains(this.server.secretFile().toString(), "can be read by every user", "set its mode to 0600");
		serverKeys();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(2);
	}

	@Test
	void clientHasTwoKeysUnderOneName() throws Exception {
		CurveKeys next = CurveKeys.create(this.directory.resolve("next"));
		copy(next.publicFile(), this.clients.resolve("pump-7.previous.key"));
		assertThat(serverKeys().get().clients().names())
			.isEqualTo(Map.of(this.pump.publicKey(), "pump-7", next.publicKey(), "pump-7"));
	}

	@Test
	void keyWithTwoNamesIsRefused() throws Exception {
		copy(this.pump.publicFile(), this.clients.resolve("gate.key"));
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(this::serverKeys)
			.withMessageContaining("pump-7.key, which contains the key of the client 'gate'");
	}

	// As editors of Windows write it
	@Test
	void byteOrderMarkIsSkipped() throws Exception {
		Path client = this.clients.resolve("pump-7.key");
		String key = this.pump.publicKey().z85();
		for (String content : List.of("KEY", "curve\r\n    public-key = \"KEY\"\r\n")) {
			Files.writeString(client, "\ufeff" + content.replace("KEY", key));
			assertThat(serverKeys().get().clients().names()).isEqualTo(Map.of(this.pump.publicKey(), "pump-7"));
		}
	}

	@Test
	void secretKeyWithAPeerIsReported(CapturedOutput output) throws Exception {
		Files.copy(this.pump.secretFile(), this.clients.resolve("pump-7.key"), StandardCopyOption.REPLACE_EXISTING,
				StandardCopyOption.COPY_ATTRIBUTES);
		assertThat(serverKeys().get().clients().names()).isEqualTo(Map.of(this.pump.publicKey(), "pump-7"));
		assertThat(output).contains("WARN", this.clients.resolve("pump-7.key") + " (zmq.security.curve.orders."
				+ "clients-directory) contains a secret key of a peer");
	}

	@Test
	void clientsThatAreDeletedDuringALookAreNoFailure() throws Exception {
		List<Path> others = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			others.add(CurveKeys.create(this.directory.resolve("other-" + i)).publicFile());
		}
		ReloadedKeys<ServerKeys> keys = serverKeys();
		AtomicBoolean running = new AtomicBoolean(true);
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			try {
				while (running.get()) {
					for (Path other : others) {
						Files.createLink(this.clients.resolve(other.getFileName()), other);
					}
					for (Path other : others) {
						Files.delete(this.clients.resolve(other.getFileName()));
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		for (int i = 0; i < 1000; i++) {
			look(keys);
		}
		running.set(false);
		changes.get(10, TimeUnit.SECONDS);
		assertThat(keys.reloads().failed()).isZero();
		assertThat(keys.reloads().succeeded()).isPositive();
	}

	@Test
	void hiddenFilesAreNoClients() throws Exception {
		Files.writeString(this.clients.resolve(".pump-8.key"), "half writ");
		assertThat(serverKeys().get().clients().names()).hasSize(1);
	}

}
