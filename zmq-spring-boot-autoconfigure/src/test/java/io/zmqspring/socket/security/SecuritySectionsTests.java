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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.security.CurveKey;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecurityMechanism;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.crypto.CurveKeyPair;
import io.zmqspring.socket.crypto.X25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys and users that are refused, with messages that contain no key.
 */
class SecuritySectionsTests {

	private static final String CERTIFICATE = """
			#   ****  Generated on 2026-11-27 by pyzmq  ****
			#   ZeroMQ CURVE **Secret** Certificate

			metadata
				secret-key = "not this one"
			curve
				public-key = "%s"
				secret-key = "%s"
			""";

	@TempDir
	private Path directory;

	private final byte[] secret = X25519.random(32);

	private final String secretKey = CurveKey.of(this.secret).z85();

	private final String publicKey = publicKey(this.secret);

	private static String publicKey(byte[] secretKey) {
		try {
			return CurveKey.of(CurveKeyPair.of(secretKey.clone()).publicKey()).z85();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CurveSettings curve(@Nullable String secretKey, @Nullable String secretFile, List<String> serverKey,
			Map<String, String> clients) {
		return new CurveSettings(secretKey, secretFile, null, serverKey, null, clients, null, false,
				CurveSettings.OnDenied.CLOSE, CurveSettings.RELOAD_INTERVAL, List.of(), List.of());
	}

	private static SocketSecurity open(CurveSettings settings, SecurityRole role) {
		return open(new SecuritySections(SecuritySettings.DEFAULTS.withCurve("orders", settings), Authorizers.NONE),
				new SocketSettings.Security("orders", role));
	}

	private static SocketSecurity open(SecuritySections sections, SocketSettings.@Nullable Security security) {
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse("tcp://127.0.0.1:1", null)), false, 1,
				Duration.ZERO, Duration.ZERO, SocketTuning.DEFAULTS, security);
		return sections.of("SUB", settings, "", "");
	}

	private void refused(CurveSettings settings, SecurityRole role, String... parts) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> open(settings, role))
			.satisfies(
					(ex) -> assertThat(ex.getMessage()).contains(parts).doesNotContain(this.secretKey, this.publicKey));
	}

	private Path file(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		return file;
	}

	@Test
	void keysAreReadFromCertificatesAndFromPlainFiles() throws IOException {
		Path certificate = file("a.key_secret", CERTIFICATE.formatted(this.publicKey, this.secretKey));
		Path plain = file("b.key_secret", this.secretKey + "\n");
		for (Path each : List.of(certificate, plain)) {
			SocketSecurity opened = open(curve(null, each.toString(), List.of(this.publicKey), Map.of()),
					SecurityRole.CLIENT);
			assertThat(opened.mechanism()).isEqualTo(SecurityMechanism.CURVE);
		}
	}

	@Test
	void incompleteKeysAreRefused() {
		refused(curve(null, null, List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
				"zmq.security.curve.orders.secret-file", "is missing");
		refused(curve(this.secretKey, null, List.of(), Map.of()), SecurityRole.CLIENT,
				"zmq.security.curve.orders.server-key", "is missing");
		refused(curve(this.secretKey, null, List.of(), Map.of()), SecurityRole.SERVER,
				"zmq.security.curve.orders.clients", "no client could connect", "any-client: true");
		refused(curve(this.secretKey, "/x", List.of(), Map.of("a", this.publicKey)), SecurityRole.SERVER,
				"is set together with secret-key");
	}

	@Test
	void invalidKeysAreRefused() {
		refused(curve(this.secretKey + "x", null, List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
				"zmq.security.curve.orders.secret-key", "has 41 characters");
		refused(curve("0".repeat(64), null, List.of(this.publicKey), Map.of()), SecurityRole.CLIENT, "is all zero");
		refused(curve(this.secretKey, null, List.of(), Map.of("pump", "~".repeat(40))), SecurityRole.SERVER,
				"zmq.security.curve.orders.clients.pump", "not part of Z85");
	}

	@Test
	void filesThatCannotBeTrustedAreRefused() throws IOException {
		refused(curve(null, this.directory.resolve("absent").toString(), List.of(this.publicKey), Map.of()),
				SecurityRole.CLIENT, "secret-file", "absent", "cannot be read (NoSuchFileException)");
		Path other = file("other.key_secret", CERTIFICATE.formatted(publicKey(X25519.random(32)), this.secretKey));
		refused(curve(null, other.toString(), List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
				"does not belong to its secret key");
		Path writable = file("writable.key_secret", CERTIFICATE.formatted(this.publicKey, this.secretKey));
		Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rw-rw-rw-"));
		refused(curve(null, writable.toString(), List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
				"can be written by every user");
		Path empty = file("empty.key_secret", "metadata\n    name = \"x\"\n");
		refused(curve(null, empty.toString(), List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
				"contains no section curve");
	}

	@Test
	void runtimeWithoutX25519IsRefusedNamingTheModule() {
		Provider[] before = Security.getProviders("KeyAgreement.X25519");
		try {
			Arrays.stream(before).forEach((provider) -> Security.removeProvider(provider.getName()));
			refused(curve(this.secretKey, null, List.of(this.publicKey), Map.of()), SecurityRole.CLIENT,
					"'security' with the value 'orders' needs X25519", "Add the module jdk.crypto.ec");
		}
		finally {
			Arrays.stream(before).forEach(Security::addProvider);
		}
	}

	@Test
	void unknownSectionsAndIncompleteUsersAreRefused() {
		SecuritySections sections = new SecuritySections(SecuritySettings.DEFAULTS.withPlain("legacy",
				new PlainSettings("u", null, Map.of(), List.of(), List.of())), Authorizers.NONE);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> sections.check(new SocketSettings.Security("lgacy", SecurityRole.CLIENT)))
			.withMessageContaining("Did you mean 'legacy'? Write one of: legacy");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> sections.check(new SocketSettings.Security("legacy", SecurityRole.CLIENT)))
			.withMessageContaining("zmq.security.plain.legacy.password");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> sections.check(new SocketSettings.Security("legacy", SecurityRole.SERVER)))
			.withMessageContaining("zmq.security.plain.legacy.users");
		assertThat(open(sections, null).isSecured()).isFalse();
	}

}
