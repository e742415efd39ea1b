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

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.socket.crypto.AllowedClients;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.KeyFile;

/**
 * Reads the keys of one section of {@code zmq.security.curve} from its settings and the
 * present contents of its files. Messages never contain a key.
 */
final class CurveSection {

	static final String EXTENSION = ".key";

	private static final String PREVIOUS = ".previous";

	// Hexadecimal, Base64 or Z85 of a wrong length; Z85 by characters that no path has
	private static final Pattern ALMOST_A_KEY = Pattern
		.compile("[0-9A-Za-z+][0-9A-Za-z+/=]{35,70}|(?=.*[=^!*?&<>()\\[\\]{}@%$#])[!-~]{36,44}");

	private static final Log logger = LogFactory.getLog(CurveSection.class);

	private final String key;

	private final CurveSettings settings;

	private final KeyFiles files;

	CurveSection(String name, CurveSettings settings, KeyFiles files) {
		this.key = "zmq.security.curve." + name + ".";
		this.settings = settings;
		this.files = files;
	}

	/**
	 * The keys of a server.
	 * @return the keys
	 * @throws InvalidSettingException if they are incomplete or not valid
	 */
	ServerKeys server() {
		List<CurveKeyPair> accepted = new ArrayList<>(List.of(own()));
		String previous = this.settings.previousSecretFile();
		// It is there only while clients learn the new key
		if (previous != null && this.files.exists(path("previous-secret-file", previous))) {
			accepted.add(secretKeyIn("previous-secret-file", Path.of(previous)));
		}
		return new ServerKeys(accepted, clients());
	}

	/**
	 * The keys of a client.
	 * @return the keys
	 * @throws InvalidSettingException if they are incomplete or not valid
	 */
	ClientKeys client() {
		CurveKeyPair own = own();
		List<CurveKey> servers = new ArrayList<>();
		for (String text : this.settings.serverKey()) {
			servers.add(CurveKey.of(bytes("server-key", null, text)));
		}
		if (this.settings.serverKeyFile() != null) {
			servers.add(publicKeyIn("server-key-file", path("server-key-file", this.settings.serverKeyFile())));
		}
		if (servers.isEmpty()) {
			throw new InvalidSettingException(this.key + "server-key", null, "is missing",
					"Write the public key of the server, or server-key-file.");
		}
		return new ClientKeys(own, servers);
	}

	private AllowedClients clients() {
		Map<CurveKey, String> names = new HashMap<>();
		this.settings.clients()
			.forEach((name, text) -> allow(names, CurveKey.of(bytes("clients." + name, null, text)), name,
					"clients." + name, null));
		if (this.settings.clientsDirectory() != null) {
			readDirectory(path("clients-directory", this.settings.clientsDirectory()), names);
		}
		return new AllowedClients(names, this.settings.anyClient());
	}

	private void readDirectory(Path directory, Map<CurveKey, String> names) {
		String setting = "clients-directory";
		refuseIfWritableByAll(setting, directory);
		try {
			for (Path file : this.files.clients(directory)) {
				// It may have been deleted after the directory was listed
				if (this.files.exists(file)) {
					allow(names, publicKeyIn(setting, file), clientName(file), setting, file);
				}
			}
		}
		catch (IOException ex) {
			throw unreadable(setting, directory, ex);
		}
	}

	// pump-7.previous.key has another key of pump-7
	private static String clientName(Path file) {
		String name = file.getFileName().toString();
		name = name.substring(0, name.length() - EXTENSION.length());
		return name.endsWith(PREVIOUS) ? name.substring(0, name.length() - PREVIOUS.length()) : name;
	}

	private void allow(Map<CurveKey, String> names, CurveKey client, String name, String setting, @Nullable Path file) {
		String other = names.put(client, name);
		if (other != null && !other.equals(name)) {
			throw invalid(setting, file, "contains the key of the client '" + other + "'", null);
		}
	}

	private CurveKeyPair own() {
		String text = this.settings.secretKey();
		String file = this.settings.secretFile();
		if ((text == null) == (file == null)) {
			throw new InvalidSettingException(this.key + "secret-file", null,
					(text != null) ? "is set together with secret-key" : "is missing, and secret-key, too",
					"Write either secret-file or secret-key.");
		}
		return (file != null) ? secretKeyIn("secret-file", path("secret-file", file))
				: pair("secret-key", bytes("secret-key", null, String.valueOf(text)));
	}

	private CurveKeyPair secretKeyIn(String setting, Path file) {
		KeyFile content = read(setting, file);
		warnIfReadableByAll(setting, file);
		if (content.secretKey() == null) {
			throw invalid(setting, file, "contains no secret-key", null);
		}
		CurveKeyPair pair = pair(setting, bytes(setting, file, content.secretKey()));
		if (content.publicKey() != null && !content.publicKey().equals(content.secretKey())
				&& !MessageDigest.isEqual(bytes(setting, file, content.publicKey()), pair.publicKey())) {
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
		KeyFile content = read(setting, file);
		String text = content.publicKey();
		if (text == null) {
			throw invalid(setting, file, "contains no public-key", null);
		}
		if (content.secretKey() != null && !content.secretKey().equals(text)) {
			logger.warn(file + " (" + this.key + setting + ") contains a secret key of a peer, which only that peer may"
					+ " have: replace it by the .key file");
		}
		return CurveKey.of(bytes(setting, file, text));
	}

	// A key that stands in the place of a path must not be shown
	private Path path(String setting, String text) {
		if (!new File(text).exists() && isKey(text.strip())) {
			throw new InvalidSettingException(this.key + setting, null, "names no file, and looks like a key",
					"Write the path, or the key as secret-key or server-key.");
		}
		return Path.of(text);
	}

	private static boolean isKey(String text) {
		try {
			CurveKey.decode(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return ALMOST_A_KEY.matcher(text).matches();
		}
	}

	private KeyFile read(String setting, Path file) {
		try {
			KeyFile content = KeyFile.parse(this.files.text(file));
			refuseIfWritableByAll(setting, file);
			return content;
		}
		catch (IOException ex) {
			throw unreadable(setting, file, ex);
		}
	}

	// Whoever writes it decides who is let in, or which server is trusted
	private void refuseIfWritableByAll(String setting, Path file) {
		try {
			if (this.files.isWritableByAll(file)) {
				throw new InvalidSettingException(this.key + setting, null,
						of(file) + "can be written by every user of the system", "Withdraw that with chmod o-w.");
			}
		}
		catch (IOException ex) {
			throw unreadable(setting, file, ex);
		}
	}

	private void warnIfReadableByAll(String setting, Path file) {
		try {
			if (this.files.isReadableByAll(file)) {
				logger.warn("The secret key in " + file + " (" + this.key + setting
						+ ") can be read by every user of the system; set its mode to 0600");
			}
		}
		catch (IOException ex) {
			throw unreadable(setting, file, ex);
		}
	}

	private byte[] bytes(String setting, @Nullable Path file, String text) {
		try {
			return CurveKey.decode(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(this.key + setting, null, of(file) + ex.getMessage(),
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
		InvalidSettingException exception = new InvalidSettingException(this.key + setting, null, of(file) + problem,
				"Correct the file, or the path to it.");
		if (cause != null) {
			exception.initCause(cause);
		}
		return exception;
	}

	private static String of(@Nullable Path file) {
		return (file != null) ? "names " + file + ", which " : "";
	}

}
