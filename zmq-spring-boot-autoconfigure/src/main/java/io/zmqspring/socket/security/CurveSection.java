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

package io.zmqspring.socket.security;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.socket.crypto.AllowedClients;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.KeyFile;

/**
 * Reads the keys of one section of {@code zmq.security.curve}. Messages never contain a
 * key.
 */
final class CurveSection {

	private static final String EXTENSION = ".key";

	private final String key;

	private final CurveSettings settings;

	CurveSection(String name, CurveSettings settings) {
		this.key = "zmq.security.curve." + name + ".";
		this.settings = settings;
	}

	/**
	 * The mechanism of a socket that is a server.
	 * @param library seals and opens boxes
	 * @return the mechanism
	 * @throws InvalidSettingException if they are incomplete or not valid
	 */
	CurveServerMechanism server(CurveLibrary library) {
		boolean nobody = this.settings.clients().isEmpty() && this.settings.clientsDirectory() == null
				&& !this.settings.anyClient();
		if (nobody) {
			throw new InvalidSettingException(this.key + "clients", null, "is missing, so no client could connect",
					"Write the public keys of the clients, or clients-directory, or any-client: true.");
		}
		List<CurveKeyPair> accepted = new ArrayList<>(List.of(own()));
		if (this.settings.previousSecretFile() != null) {
			accepted.add(fromFile("previous-secret-file", this.settings.previousSecretFile()));
		}
		AllowedClients clients = clients();
		return new CurveServerMechanism(List.copyOf(accepted), () -> clients,
				this.settings.onDenied() == CurveSettings.OnDenied.ERROR, library);
	}

	/**
	 * The clients that a server lets in.
	 * @return the present ones
	 * @throws InvalidSettingException if a key is not valid
	 */
	AllowedClients clients() {
		Map<CurveKey, String> names = new HashMap<>();
		this.settings.clients().forEach((name, text) -> names.put(publicKey("clients." + name, text), name));
		if (this.settings.clientsDirectory() != null) {
			readDirectory(Path.of(this.settings.clientsDirectory()), names);
		}
		return new AllowedClients(names, this.settings.anyClient());
	}

	private void readDirectory(Path directory, Map<CurveKey, String> names) {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + EXTENSION)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				names.put(publicKeyIn("clients-directory", file),
						name.substring(0, name.length() - EXTENSION.length()));
			}
		}
		catch (IOException ex) {
			throw unreadable("clients-directory", directory, ex);
		}
	}

	/**
	 * The key pair of this side.
	 * @return the pair
	 * @throws InvalidSettingException if it is missing or not valid
	 */
	CurveKeyPair own() {
		String text = this.settings.secretKey();
		String file = this.settings.secretFile();
		if ((text == null) == (file == null)) {
			throw new InvalidSettingException(this.key + "secret-file", null,
					(text != null) ? "is set together with secret-key" : "is missing, and secret-key, too",
					"Write either secret-file or secret-key.");
		}
		return (file != null) ? fromFile("secret-file", file)
				: pair("secret-key", bytes("secret-key", String.valueOf(text)));
	}

	/**
	 * The keys of the server, for a client.
	 * @return at least one key
	 * @throws InvalidSettingException if there is none, or one is not valid
	 */
	List<byte[]> serverKeys() {
		List<byte[]> keys = new ArrayList<>();
		for (String text : this.settings.serverKey()) {
			keys.add(bytes("server-key", text));
		}
		if (this.settings.serverKeyFile() != null) {
			keys.add(publicKeyIn("server-key-file", Path.of(this.settings.serverKeyFile())).bytes());
		}
		if (keys.isEmpty()) {
			throw new InvalidSettingException(this.key + "server-key", null, "is missing",
					"Write the public key of the server, or server-key-file.");
		}
		return List.copyOf(keys);
	}

	private CurveKeyPair fromFile(String setting, String name) {
		Path file = Path.of(name);
		KeyFile content = read(setting, file);
		try {
			KeyFile.checkPermissions(file);
		}
		catch (IOException ex) {
			throw unreadable(setting, file, ex);
		}
		if (content.secretKey() == null) {
			throw invalid(setting, file, "contains no secret-key", null);
		}
		CurveKeyPair pair = pair(setting, bytes(setting, content.secretKey()));
		if (content.publicKey() != null && !content.publicKey().equals(content.secretKey())
				&& !MessageDigest.isEqual(bytes(setting, content.publicKey()), pair.publicKey())) {
			throw invalid(setting, file, "contains a public key that does not belong to its secret key", null);
		}
		return pair;
	}

	private CurveKeyPair pair(String setting, byte[] secretKey) {
		try {
			return CurveKeyPair.of(secretKey);
		}
		catch (GeneralSecurityException ex) {
			throw invalid(setting, null, "cannot be used, because this Java has no X25519", ex);
		}
	}

	private CurveKey publicKeyIn(String setting, Path file) {
		String text = read(setting, file).publicKey();
		if (text == null) {
			throw invalid(setting, file, "contains no public-key", null);
		}
		return publicKey(setting, text);
	}

	private KeyFile read(String setting, Path file) {
		try {
			return KeyFile.read(file);
		}
		catch (IOException ex) {
			throw unreadable(setting, file, ex);
		}
	}

	private CurveKey publicKey(String setting, String text) {
		return CurveKey.of(bytes(setting, text));
	}

	private byte[] bytes(String setting, String text) {
		try {
			return CurveKey.decode(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(this.key + setting, null, ex.getMessage(),
					"Write a key that zmq.auth.create_certificates or zmq_curve_keypair has made.");
		}
	}

	private InvalidSettingException unreadable(String setting, Path file, IOException cause) {
		String reason = (cause.getClass() == IOException.class) ? String.valueOf(cause.getMessage())
				: "cannot be read (" + cause.getClass().getSimpleName() + ")";
		return invalid(setting, file, reason, cause);
	}

	private InvalidSettingException invalid(String setting, @Nullable Path file, String problem,
			@Nullable Exception cause) {
		InvalidSettingException exception = new InvalidSettingException(this.key + setting, null,
				((file != null) ? "names " + file + ", which " : "") + problem, "Correct the file, or the path to it.");
		if (cause != null) {
			exception.initCause(cause);
		}
		return exception;
	}

}
