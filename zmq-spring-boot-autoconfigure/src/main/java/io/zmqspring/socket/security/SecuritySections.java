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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.security.KeyReloads;
import io.zmqspring.settings.InvalidSettingException;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.security.CurveSettings;
import io.zmqspring.settings.security.PlainSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.settings.value.SecurityRole;
import io.zmqspring.socket.access.Access;
import io.zmqspring.socket.access.AddressListCheck;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.access.OpenSocketCheck;
import io.zmqspring.socket.crypto.CurveLibrary;
import io.zmqspring.socket.crypto.X25519;
import io.zmqspring.socket.engine.MechanismExchange;
import io.zmqspring.socket.keys.ClientKeys;
import io.zmqspring.socket.keys.KeyWatch;
import io.zmqspring.socket.keys.ReloadedKeys;
import io.zmqspring.socket.keys.ServerKeys;
import io.zmqspring.support.SimilarName;

/**
 * The sections of {@code zmq.security.curve} and {@code zmq.security.plain}. Each is read
 * when the first socket uses it. Thread-safe.
 *
 * @since 0.1
 */
public final class SecuritySections {

	private static final Log logger = LogFactory.getLog(SecuritySections.class);

	private final Map<SocketSettings.Security, SocketMechanism> mechanisms = new ConcurrentHashMap<>();

	private final Map<SocketSettings.Security, ReloadedKeys<?>> reloaded = new ConcurrentHashMap<>();

	private final KeyWatch watch = new KeyWatch();

	private final SecuritySettings settings;

	private final Authorizers authorizers;

	private @Nullable CurveLibrary library;

	/**
	 * Create the sections.
	 * @param settings the settings
	 * @param authorizers decide about peers in addition to the lists of a section
	 */
	public SecuritySections(SecuritySettings settings, Authorizers authorizers) {
		this.settings = settings;
		this.authorizers = authorizers;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public SecuritySettings settings() {
		return this.settings;
	}

	/**
	 * The security of a socket.
	 * @param socketType the type of the socket, such as {@code SUB}
	 * @param socket its settings
	 * @param role the kind of role that it belongs to
	 * @param name the name of the role
	 * @return the security
	 * @throws InvalidSettingException if the section does not exist, or its keys or users
	 * are not valid, or its lists of addresses cannot have an effect
	 */
	public SocketSecurity of(String socketType, SocketSettings socket, String role, String name) {
		ServerRefusals refusals = ServerRefusals.of(socket);
		new OpenSocketCheck(this.settings).refuse(socket);
		SocketSettings.Security security = socket.security();
		if (security == null) {
			return new SocketSecurity(socketType, SocketSecurity.NULL, refusals, () -> null);
		}
		SocketMechanism mechanism = checked(security);
		new AddressListCheck(this.settings).check(socket);
		if (security.role() == SecurityRole.SERVER) {
			this.authorizers.prepare();
			mechanism = mechanism.of(new Access(this.authorizers, security.section(), role, name));
		}
		return new SocketSecurity(socketType, mechanism, refusals, () -> warning(security));
	}

	/**
	 * Read a section, so that a mistake is found before a socket needs it.
	 * @param security names the section
	 * @throws InvalidSettingException if the section does not exist, or its keys or users
	 * are not valid
	 */
	public void check(SocketSettings.Security security) {
		checked(security);
	}

	private SocketMechanism checked(SocketSettings.Security security) {
		if (!MechanismExchange.isAvailable()) {
			throw new InvalidSettingException("security", security.section(),
					"cannot be used, because internals of JeroMQ are not accessible", MechanismExchange.action());
		}
		return this.mechanisms.computeIfAbsent(security, this::mechanism);
	}

	private @Nullable String warning(SocketSettings.Security security) {
		ReloadedKeys<?> keys = this.reloaded.get(security);
		return (keys != null) ? keys.warning() : null;
	}

	/**
	 * Read the keys again whose files have changed, if it is time to, on another thread.
	 * To be called by one thread every 100 ms.
	 */
	public void tick() {
		this.watch.tick(this.reloaded.values(), System.nanoTime());
	}

	/**
	 * How often the keys of each section were read again.
	 * @return the present counts of the sections that are read again
	 */
	public List<KeyReloads> reloads() {
		List<KeyReloads> all = new ArrayList<>();
		this.settings.curve().forEach((name, section) -> {
			if (section.isReloaded()) {
				all.add(this.reloaded.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().section().equals(name))
					.map((entry) -> entry.getValue().reloads())
					.reduce(new KeyReloads(name, 0, 0), KeyReloads::plus));
			}
		});
		return all;
	}

	/**
	 * Overwrite the secret keys. No socket is open any more.
	 */
	public void close() {
		this.watch.close();
		this.reloaded.values().forEach(ReloadedKeys::wipe);
	}

	private SocketMechanism mechanism(SocketSettings.Security security) {
		CurveSettings curve = this.settings.curve().get(security.section());
		if (curve != null) {
			checkX25519(security.section());
			return curve(security, curve);
		}
		PlainSettings plain = this.settings.plain().get(security.section());
		if (plain != null) {
			return plain(security, plain);
		}
		TreeSet<String> known = new TreeSet<>(this.settings.curve().keySet());
		known.addAll(this.settings.plain().keySet());
		throw new InvalidSettingException("security", security.section(),
				"is not a section of zmq.security.curve or zmq.security.plain",
				known.isEmpty() ? "Add zmq.security.curve." + security.section() + "."
						: suggestion(security.section(), known) + "Write one of: " + String.join(", ", known) + ".");
	}

	private static String suggestion(String unknown, Set<String> known) {
		String similar = SimilarName.of(unknown, known.stream());
		return (similar != null) ? "Did you mean '" + similar + "'? " : "";
	}

	private static void checkX25519(String section) {
		try {
			X25519.check();
		}
		catch (IllegalStateException ex) {
			throw new InvalidSettingException("security", section, "needs X25519, which this Java runtime lacks",
					String.valueOf(ex.getMessage()));
		}
	}

	private SocketMechanism curve(SocketSettings.Security security, CurveSettings settings) {
		CurveLibrary chosen = library();
		long now = System.nanoTime();
		if (security.role() == SecurityRole.CLIENT) {
			ReloadedKeys<ClientKeys> keys = ReloadedKeys.ofClient(security.section(), settings, now);
			this.reloaded.put(security, keys);
			return new CurveClientMechanism(security.section(), keys, chosen);
		}
		boolean nobody = settings.clients().isEmpty() && settings.clientsDirectory() == null && !settings.anyClient();
		if (nobody && !this.authorizers.arePresent()) {
			throw new InvalidSettingException("zmq.security.curve." + security.section() + ".clients", null,
					"is missing, so no client could connect", "Write the public keys of the clients, or"
							+ " clients-directory, or any-client: true, or define a bean ZmqAuthorizer.");
		}
		ReloadedKeys<ServerKeys> keys = ReloadedKeys.ofServer(security.section(), settings, now);
		LiveClients live = new LiveClients();
		keys.onChange(live::endRevoked);
		this.reloaded.put(security, keys);
		return new CurveServerMechanism(keys, live, settings.onDenied() == CurveSettings.OnDenied.ERROR, chosen,
				Access.BY_LISTS);
	}

	private SocketMechanism plain(SocketSettings.Security security, PlainSettings plain) {
		String key = "zmq.security.plain." + security.section() + ".";
		if (security.role() == SecurityRole.SERVER) {
			if (plain.users().isEmpty() && !this.authorizers.arePresent()) {
				throw new InvalidSettingException(key + "users", null, "is missing, so no client could connect",
						"Write the users and their passwords, or define a bean ZmqAuthorizer.");
			}
			return new PlainServerMechanism(PlainUsers.checked(key + "users", plain.users()), Access.BY_LISTS);
		}
		return new PlainClientMechanism(security.section(), PlainUsers.credential(key + "username", plain.username()),
				PlainUsers.credential(key + "password", plain.password()));
	}

	private synchronized CurveLibrary library() {
		CurveLibrary chosen = this.library;
		if (chosen == null) {
			try {
				chosen = CurveLibrary.of(this.settings.curveProvider());
			}
			catch (IllegalStateException ex) {
				throw new InvalidSettingException("zmq.security.curve-provider", this.settings.curveProvider(),
						"is not on the class path or cannot be loaded", String.valueOf(ex.getMessage()));
			}
			this.library = chosen;
			logger.info("CURVE is encrypted by " + curveProvider() + " (zmq.security.curve-provider)");
		}
		return chosen;
	}

	/**
	 * The library that encrypts connections with CURVE.
	 * @return its name, {@code null} if it was not needed yet
	 */
	public synchronized @Nullable String curveProvider() {
		return (this.library != null) ? this.library.text() : null;
	}

}
