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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.security.KeyReloads;
import io.zmqspring.settings.security.CurveSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Key files that change while the application runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReloadedKeysTests extends ServerFiles {

	private static long errors(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" ERROR ")).count();
	}

	@Test
	void clientsAreThoseOfTheFiles() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		AtomicInteger changes = new AtomicInteger();
		keys.onChange(changes::incrementAndGet);
		look(keys);
		assertThat(changes).hasValue(0);
		CurveKeys gate = CurveKeys.create(this.directory.resolve("gate"));
		copy(gate.publicFile(), this.clients.resolve("gate.key"));
		look(keys);
		assertThat(keys.get().clients().names())
			.isEqualTo(Map.of(this.pump.publicKey(), "pump-7", gate.publicKey(), "gate"));
		Files.delete(this.clients.resolve("pump-7.key"));
		look(keys);
		assertThat(keys.get().clients().names()).isEqualTo(Map.of(gate.publicKey(), "gate"));
		assertThat(changes).hasValue(2);
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 2, 0));
	}

	@Test
	void contentCountsAndNotTheTimeOfModification() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		Path file = this.clients.resolve("pump-7.key");
		FileTime modified = Files.getLastModifiedTime(file);
		Files.setLastModifiedTime(file, FileTime.fromMillis(modified.toMillis() + 5000));
		look(keys);
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 0, 0));
		CurveKeys other = CurveKeys.create(this.directory.resolve("other"));
		Files.write(file, Files.readAllBytes(other.publicFile()));
		Files.setLastModifiedTime(file, modified);
		look(keys);
		assertThat(keys.get().clients().names()).isEqualTo(Map.of(other.publicKey(), "pump-7"));
	}

	@Test
	void linksThatAreSwappedAreFollowed() throws Exception {
		Path old = Files.createDirectory(this.clients.resolve("..2026_1"));
		Path data = Files.createSymbolicLink(this.clients.resolve("..data"), old.getFileName());
		Files.move(this.clients.resolve("pump-7.key"), old.resolve("pump-7.key"));
		Files.createSymbolicLink(this.clients.resolve("pump-7.key"), Path.of("..data", "pump-7.key"));
		ReloadedKeys<ServerKeys> keys = serverKeys();
		CurveKeys other = CurveKeys.create(this.directory.resolve("other"));
		Path present = Files.createDirectory(this.clients.resolve("..2026_2"));
		Files.copy(other.publicFile(), present.resolve("pump-7.key"));
		Path next = Files.createSymbolicLink(this.clients.resolve("..data_tmp"), present.getFileName());
		Files.move(next, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		look(keys);
		assertThat(keys.get().clients().names()).isEqualTo(Map.of(other.publicKey(), "pump-7"));
	}

	@Test
	void serverAcceptsItsPreviousKeyWhileThereIsOne() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		assertThat(accepted(keys)).containsExactly(this.server.publicKey());
		CurveKeys next = CurveKeys.create(this.directory.resolve("next"));
		copy(this.server.secretFile(), this.directory.resolve("previous.key_secret"));
		copy(next.secretFile(), this.server.secretFile());
		look(keys);
		assertThat(accepted(keys)).containsExactly(next.publicKey(), this.server.publicKey());
		Files.delete(this.directory.resolve("previous.key_secret"));
		look(keys);
		assertThat(accepted(keys)).containsExactly(next.publicKey());
	}

	private static List<CurveKey> accepted(ReloadedKeys<ServerKeys> keys) {
		return keys.get().accepted().stream().map((pair) -> CurveKey.of(pair.publicKey())).toList();
	}

	@Test
	void clientReadsItsKeyAndThatOfTheServerAgain() throws Exception {
		Path serverKey = this.directory.resolve("trusted.key");
		copy(this.server.publicFile(), serverKey);
		ReloadedKeys<ClientKeys> keys = ReloadedKeys
			.ofClient("orders",
					new CurveSettings(null, this.pump.secretFile().toString(), null, List.of(), serverKey.toString(),
							Map.of(), null, false, CurveSettings.OnDenied.CLOSE, INTERVAL, List.of(), List.of()),
					this.now);
		CurveKeys next = CurveKeys.create(this.directory.resolve("next"));
		copy(next.publicFile(), serverKey);
		look(keys);
		assertThat(keys.get().servers()).containsExactly(next.publicKey());
		copy(next.secretFile(), this.pump.secretFile());
		look(keys);
		assertThat(keys.get().own().publicKey()).isEqualTo(next.publicKey().bytes());
	}

	@Test
	void filesThatCannotBeUsedKeepTheKeysAndAreReportedOncePerChange(CapturedOutput output) throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		ServerKeys before = keys.get();
		Path broken = this.clients.resolve("broken.key");
		Files.writeString(broken, "curve\n    public-key = \"too short\"\n");
		look(keys);
		look(keys);
		assertThat(keys.get()).isSameAs(before);
		assertThat(keys.warning()).contains("zmq.security.curve.orders", "stay in use", broken.toString(),
				"has 9 characters");
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 0, 1));
		assertThat(errors(output)).isEqualTo(1);
		Files.writeString(broken, "curve\n");
		look(keys);
		look(keys);
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 0, 2));
		assertThat(errors(output)).isEqualTo(2);
		Files.delete(broken);
		look(keys);
		assertThat(keys.warning()).isNull();
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 1, 2));
		assertThat(keys.get().clients()).isEqualTo(before.clients());
		assertThat(output).contains("The key files of zmq.security.curve.orders have changed and were read again")
			.doesNotContain(Files.readString(this.server.secretFile()).split("secret-key = \"")[1].substring(0, 40));
	}

	@Test
	void filesThatAreGoneKeepTheKeys() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		ServerKeys before = keys.get();
		Path away = this.directory.resolve("away");
		Files.move(this.clients, away);
		look(keys);
		assertThat(keys.warning()).contains("clients-directory", "cannot be read (NoSuchFileException)");
		Files.move(away, this.clients);
		Files.delete(this.server.secretFile());
		look(keys);
		assertThat(keys.warning()).contains("secret-file", "cannot be read (NoSuchFileException)");
		Files.createDirectory(this.server.secretFile());
		look(keys);
		assertThat(keys.warning()).contains("secret-file", "is not a regular file");
		assertThat(keys.get()).isSameAs(before);
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 0, 3));
	}

	@Test
	void changeIsNoticedWithinTheInterval() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		Files.delete(this.clients.resolve("pump-7.key"));
		long tick = Duration.ofMillis(100).toNanos();
		keys.tick(this.now + INTERVAL.toNanos() - tick - 1);
		assertThat(keys.get().clients().names()).hasSize(1);
		keys.tick(this.now + INTERVAL.toNanos() - tick);
		assertThat(keys.get().clients().names()).isEmpty();
		copy(this.pump.publicFile(), this.clients.resolve("pump-7.key"));
		keys.tick(this.now + INTERVAL.toNanos());
		assertThat(keys.get().clients().names()).isEmpty();
		keys.tick(this.now + 2 * INTERVAL.toNanos() - 2 * tick);
		assertThat(keys.get().clients().names()).hasSize(1);
	}

	@Test
	void intervalOfZeroSwitchesItOff() throws Exception {
		ReloadedKeys<ServerKeys> keys = ReloadedKeys.ofServer("orders", settings(Duration.ZERO), this.now);
		Files.delete(this.clients.resolve("pump-7.key"));
		look(keys);
		look(keys);
		assertThat(keys.get().clients().names()).hasSize(1);
	}

	@Test
	void changeIsTriedAgainIfItsListenerFails() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		AtomicInteger calls = new AtomicInteger();
		keys.onChange(() -> {
			if (calls.incrementAndGet() == 1) {
				throw new IllegalStateException("for the test");
			}
		});
		Files.delete(this.clients.resolve("pump-7.key"));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> look(keys));
		look(keys);
		look(keys);
		assertThat(calls).hasValue(2);
		assertThat(keys.reloads()).isEqualTo(new KeyReloads("orders", 1, 0));
	}

}
