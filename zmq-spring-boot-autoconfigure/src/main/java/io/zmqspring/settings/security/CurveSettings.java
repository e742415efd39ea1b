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

package io.zmqspring.settings.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SettingChecks;
import io.zmqspring.settings.SettingText;

/**
 * Keys of CURVE, bound from {@code zmq.security.curve.<name>}. They are checked when a
 * socket uses them. Immutable.
 *
 * @param secretKey The own secret key in Z85 (40 characters), hexadecimal (64) or Base64
 * (44).
 * @param secretFile File with the own secret key, as zmq.auth.create_certificates writes
 * it.
 * @param previousSecretFile File with the previous secret key of a server, which clients
 * may still expect.
 * @param serverKey Public key of the server, for clients; several if it changes.
 * @param serverKeyFile File with the public key of the server, for clients.
 * @param clients Public keys of the clients that a server lets in, by name.
 * @param clientsDirectory Directory with the public keys of clients, in files *.key.
 * @param anyClient Whether a server lets in clients with any key.
 * @param onDenied What a client gets that is not let in.
 * @param reloadInterval How often files with keys are read again, 0 for never.
 * @param allowAddresses IP addresses and ranges that may connect to sockets that bind
 * with these keys; empty = all.
 * @param denyAddresses IP addresses and ranges that may not.
 * @since 0.1
 */
public record CurveSettings(@Nullable String secretKey, @Nullable String secretFile,
		@Nullable String previousSecretFile, @DefaultValue List<String> serverKey, @Nullable String serverKeyFile,
		@DefaultValue Map<String, String> clients, @Nullable String clientsDirectory,
		@DefaultValue("false") boolean anyClient, @DefaultValue("close") OnDenied onDenied,
		@DefaultValue("10s") Duration reloadInterval, @DefaultValue List<String> allowAddresses,
		@DefaultValue List<String> denyAddresses) {

	/** How often files with keys are read again, if nothing else is configured. */
	public static final Duration RELOAD_INTERVAL = Duration.ofSeconds(10);

	/**
	 * Check the settings.
	 * @throws InvalidSettingException if the interval is out of range, or a range of
	 * addresses is not valid
	 */
	public CurveSettings {
		SettingChecks.checkDuration("reload-interval", reloadInterval, 0);
		secretKey = StringUtils.hasText(secretKey) ? secretKey : null;
		secretFile = StringUtils.hasText(secretFile) ? secretFile : null;
		previousSecretFile = StringUtils.hasText(previousSecretFile) ? previousSecretFile : null;
		serverKeyFile = StringUtils.hasText(serverKeyFile) ? serverKeyFile : null;
		clientsDirectory = StringUtils.hasText(clientsDirectory) ? clientsDirectory : null;
		serverKey = List.copyOf(serverKey);
		clients = Map.copyOf(clients);
		allowAddresses = List.copyOf(allowAddresses);
		denyAddresses = List.copyOf(denyAddresses);
		AddressRules.of(allowAddresses, denyAddresses);
	}

	/**
	 * Whether keys are read again when their files change.
	 * @return {@code false} if there are no files, or the interval is 0
	 */
	public boolean isReloaded() {
		return !this.reloadInterval.isZero()
				&& Stream.of(this.secretFile, this.previousSecretFile, this.serverKeyFile, this.clientsDirectory)
					.anyMatch(Objects::nonNull);
	}

	/**
	 * The settings as users write them.
	 * @return the keys with a value, without secrets
	 */
	@Override
	public String toString() {
		return SettingText.of(this);
	}

	/**
	 * What a client gets that is not let in.
	 */
	public enum OnDenied {

		/** Its connection is closed, so that it tries again. */
		CLOSE,

		/** An ERROR, after which clients of libzmq and JeroMQ never try again. */
		ERROR

	}

}
