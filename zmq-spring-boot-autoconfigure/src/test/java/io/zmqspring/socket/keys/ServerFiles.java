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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.security.CurveKeys;
import io.zmqspring.settings.security.CurveSettings;

/**
 * The files of a server with one client, and a clock.
 */
abstract class ServerFiles {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	@TempDir
	Path directory;

	Path clients;

	CurveKeys server;

	CurveKeys pump;

	long now;

	@BeforeEach
	void createKeys() throws Exception {
		this.clients = Files.createDirectory(this.directory.resolve("clients"));
		this.server = CurveKeys.create(this.directory.resolve("server"));
		this.pump = CurveKeys.create(this.directory.resolve("pump"));
		copy(this.pump.publicFile(), this.clients.resolve("pump-7.key"));
	}

	CurveSettings settings(Duration interval) {
		return new CurveSettings(null, this.server.secretFile().toString(),
				this.directory.resolve("previous.key_secret").toString(), List.of(), null, Map.of(),
				this.clients.toString(), false, CurveSettings.OnDenied.CLOSE, interval, List.of(), List.of());
	}

	ReloadedKeys<ServerKeys> serverKeys() {
		return ReloadedKeys.ofServer("orders", settings(INTERVAL), this.now);
	}

	// A new file, as a rename makes it
	static void copy(Path from, Path to) throws IOException {
		Path written = to.resolveSibling("." + to.getFileName());
		Files.copy(from, written, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
		Files.move(written, to, StandardCopyOption.REPLACE_EXISTING);
	}

	void look(ReloadedKeys<?> keys) {
		this.now += INTERVAL.toNanos();
		keys.tick(this.now);
	}

}
