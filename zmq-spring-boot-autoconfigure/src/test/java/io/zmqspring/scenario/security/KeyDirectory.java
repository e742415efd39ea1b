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

package io.zmqspring.scenario.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zmqspring.security.CurveKey;
import io.zmqspring.security.CurveKeys;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.ZmqContext;

/**
 * The key files of a server and a client, where {@code secure.py} expects them, and
 * further pairs with which they are replaced.
 */
final class KeyDirectory {

	/** Files are looked at every 100 ms. */
	static final Duration INTERVAL = Duration.ofMillis(100);

	private final Path directory;

	KeyDirectory(Path directory) {
		this.directory = directory;
		try {
			Files.createDirectories(directory.resolve("allowed"));
			Files.createDirectory(directory.resolve("pairs"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		useForServer(create("server-1"));
		CurveKeys client = create("client-1");
		useForClient(client);
		allow("client", client);
	}

	/**
	 * Create a pair that nobody uses yet.
	 * @param name the name of its files
	 * @return the pair
	 */
	CurveKeys create(String name) {
		try {
			return CurveKeys.create(this.directory.resolve("pairs").resolve(name));
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Give a pair to the server, and its public key to the clients. */
	void useForServer(CurveKeys pair) {
		install(pair.secretFile(), "server.key_secret");
		install(pair.publicFile(), "server.key");
	}

	/** Give a pair to the client. */
	void useForClient(CurveKeys pair) {
		install(pair.secretFile(), "client.key_secret");
		install(pair.publicFile(), "client.key");
	}

	/** Let in a client. */
	void allow(String name, CurveKeys pair) {
		install(pair.publicFile(), "allowed/" + name + ".key");
	}

	/** Do not let in a client any more. */
	void revoke(String name) {
		delete("allowed/" + name + ".key");
	}

	/** Replace a file as a rename does. */
	void install(Path file, String name) {
		Path target = this.directory.resolve(name);
		Path written = target.resolveSibling("." + target.getFileName());
		try {
			Files.copy(file, written, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
			Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void delete(String name) {
		try {
			Files.delete(this.directory.resolve(name));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A context with the sections {@code server} and {@code client}.
	 * @param onDenied what a client gets that is not let in
	 * @param serverKeys further keys of the server, for the client
	 * @return the context
	 */
	ZmqContext context(CurveSettings.OnDenied onDenied, CurveKey... serverKeys) {
		return context(onDenied, INTERVAL, serverKeys);
	}

	/**
	 * A context that looks at the files in another interval.
	 * @param onDenied what a client gets that is not let in
	 * @param interval the interval, 0 for never
	 * @param serverKeys further keys of the server, for the client
	 * @return the context
	 */
	ZmqContext context(CurveSettings.OnDenied onDenied, Duration interval, CurveKey... serverKeys) {
		CurveSettings server = new CurveSettings(null, path("server.key_secret"), path("previous.key_secret"),
				List.of(), null, Map.of(), path("allowed"), false, onDenied, interval, List.of(), List.of());
		List<String> further = List.of(serverKeys).stream().map(CurveKey::z85).toList();
		CurveSettings client = new CurveSettings(null, path("client.key_secret"), null, further,
				further.isEmpty() ? path("server.key") : null, Map.of(), null, false, onDenied, interval, List.of(),
				List.of());
		return new ZmqContext(ContextSettings.DEFAULTS,
				SecuritySettings.DEFAULTS.withCurve("server", server).withCurve("client", client));
	}

	/**
	 * How often a section has been read again.
	 * @param context the context
	 * @param section the name of the section
	 * @return how often that succeeded
	 */
	static long reloads(ZmqContext context, String section) {
		return context.keyReloads()
			.stream()
			.filter((reloads) -> reloads.section().equals(section))
			.mapToLong((reloads) -> reloads.succeeded())
			.sum();
	}

	String path() {
		return this.directory.toString();
	}

	private String path(String name) {
		return this.directory.resolve(name).toString();
	}

}
