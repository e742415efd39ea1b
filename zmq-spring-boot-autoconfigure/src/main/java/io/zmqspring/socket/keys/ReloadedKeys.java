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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.security.KeyReloads;
import io.zmqspring.settings.security.CurveSettings;

/**
 * The present keys of a section. They are read again when a file has changed. If that
 * fails, the keys read before stay in use. Thread-safe.
 *
 * @param <K> the kind of keys
 * @since 0.1
 */
public final class ReloadedKeys<K extends OwnKeys> implements Supplier<K> {

	private static final Log logger = LogFactory.getLog(ReloadedKeys.class);

	/** How long after the time at which it is due the watch may be called. */
	private static final Duration TICK = Duration.ofMillis(100);

	private final AtomicLong succeeded = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final String section;

	private final CurveSettings settings;

	private final List<Path> files;

	private final @Nullable Path directory;

	private final Function<CurveSection, K> reading;

	private volatile Runnable listener = () -> {
	};

	private volatile @Nullable String warning;

	private volatile K keys;

	private byte[] fingerprint;

	private volatile long nextLook;

	private boolean wiped;

	private ReloadedKeys(String section, CurveSettings settings, Stream<@Nullable String> files,
			@Nullable String directory, Function<CurveSection, K> reading, long now) {
		this.section = section;
		this.settings = settings;
		this.files = files.filter((file) -> file != null).map(Path::of).toList();
		this.directory = (directory != null) ? Path.of(directory) : null;
		this.reading = reading;
		KeyFiles contents = KeyFiles.read(this.files, this.directory);
		try {
			this.fingerprint = contents.fingerprint();
			this.keys = read(contents);
		}
		finally {
			contents.wipe();
		}
		scheduleAfter(now);
	}

	/**
	 * The keys of a server.
	 * @param section the name of the section
	 * @param settings its settings
	 * @param now the present {@link System#nanoTime()}
	 * @return the keys
	 * @throws io.zmqspring.settings.InvalidSettingException if they are incomplete or not
	 * valid
	 */
	public static ReloadedKeys<ServerKeys> ofServer(String section, CurveSettings settings, long now) {
		return new ReloadedKeys<>(section, settings, Stream.of(settings.secretFile(), settings.previousSecretFile()),
				settings.clientsDirectory(), CurveSection::server, now);
	}

	/**
	 * The keys of a client.
	 * @param section the name of the section
	 * @param settings its settings
	 * @param now the present {@link System#nanoTime()}
	 * @return the keys
	 * @throws io.zmqspring.settings.InvalidSettingException if they are incomplete or not
	 * valid
	 */
	public static ReloadedKeys<ClientKeys> ofClient(String section, CurveSettings settings, long now) {
		return new ReloadedKeys<>(section, settings, Stream.of(settings.secretFile(), settings.serverKeyFile()), null,
				CurveSection::client, now);
	}

	private K read(KeyFiles contents) {
		return this.reading.apply(new CurveSection(this.section, this.settings, contents));
	}

	/**
	 * The present keys.
	 * @return the keys that were valid last
	 */
	@Override
	public K get() {
		return this.keys;
	}

	/**
	 * Overwrite the secret keys, which are not used any more.
	 */
	public synchronized void wipe() {
		this.wiped = true;
		this.keys.wipe();
	}

	private synchronized void replace(K next) {
		this.keys = next;
		if (this.wiped) {
			next.wipe();
		}
	}

	/**
	 * Set what happens after the keys were replaced.
	 * @param changed called by the thread that calls {@link #tick(long)}
	 */
	public void onChange(Runnable changed) {
		this.listener = changed;
	}

	boolean isDue(long now) {
		return this.settings.isReloaded() && now - this.nextLook >= 0;
	}

	/**
	 * Look at the files if it is time to. To be called by one thread every 100 ms.
	 * @param now the present {@link System#nanoTime()}
	 */
	void tick(long now) {
		if (isDue(now)) {
			scheduleAfter(now);
			look();
		}
	}

	private void scheduleAfter(long now) {
		this.nextLook = now + this.settings.reloadInterval().minus(TICK).toNanos();
	}

	private void look() {
		KeyFiles contents = KeyFiles.read(this.files, this.directory);
		try {
			byte[] present = contents.fingerprint();
			if (!Arrays.equals(present, this.fingerprint)) {
				reload(contents);
				// Not before: after an unexpected error the next look must try again
				this.fingerprint = present;
			}
		}
		finally {
			contents.wipe();
		}
	}

	private void reload(KeyFiles contents) {
		String label = "zmq.security.curve." + this.section;
		try {
			replace(read(contents));
		}
		catch (RuntimeException ex) {
			this.failed.incrementAndGet();
			this.warning = label + ": the keys that were read before stay in use, because " + ex.getMessage();
			logger.error("The key files of " + label
					+ " have changed and cannot be used; the keys that were read before stay in use: "
					+ ex.getMessage());
			return;
		}
		this.warning = null;
		this.listener.run();
		this.succeeded.incrementAndGet();
		logger.info("The key files of " + label + " have changed and were read again");
	}

	/**
	 * Why the present keys are not those of the files.
	 * @return a sentence, {@code null} if they are
	 */
	public @Nullable String warning() {
		return this.warning;
	}

	/**
	 * How often the keys were read again.
	 * @return the present counts
	 */
	public KeyReloads reloads() {
		return new KeyReloads(this.section, this.succeeded.get(), this.failed.get());
	}

}
