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

package io.zmqspring.socket.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.util.ClassUtils;

import io.zmqspring.settings.security.CurveProvider;

/**
 * The library that seals and opens boxes. The fastest one is the last.
 *
 * @since 0.1
 */
public enum CurveLibrary {

	/** The library that JeroMQ uses. */
	JNACL("eu.neilalexander:jnacl", "com.neilalexander.jnacl.crypto.salsa20", () -> {
	}, JnaclBox::new),

	/** BouncyCastle. */
	BOUNCYCASTLE("org.bouncycastle:bcprov-jdk18on", "org.bouncycastle.crypto.engines.Salsa20Engine", () -> {
	}, (key) -> new BouncyCastleBox(key)),

	/** libsodium, by lazysodium and JNA. */
	LIBSODIUM("com.goterl:lazysodium-java and net.java.dev.jna:jna", "com.goterl.lazysodium.utils.LibraryLoader",
			() -> LibsodiumBox.load(), (key) -> new LibsodiumBox(key)),

	/** BouncyCastle for short frames, libsodium for others. */
	LIBSODIUM_AND_BOUNCYCASTLE(BOUNCYCASTLE.dependency, BOUNCYCASTLE.type, () -> LibsodiumBox.load(),
			(key) -> new SizedBox(new BouncyCastleBox(key), new LibsodiumBox(key)));

	private final String dependency;

	private final String type;

	private final Runnable load;

	private final Function<byte[], MessageBox> boxes;

	CurveLibrary(String dependency, String type, Runnable load, Function<byte[], MessageBox> boxes) {
		this.dependency = dependency;
		this.type = type;
		this.load = load;
		this.boxes = boxes;
	}

	/**
	 * Choose a library.
	 * @param provider the setting
	 * @return the library
	 * @throws IllegalStateException if it is absent
	 */
	public static CurveLibrary of(CurveProvider provider) {
		return switch (provider) {
			case AUTO -> fastest();
			case JNACL -> JNACL.loaded();
			case BOUNCYCASTLE -> BOUNCYCASTLE.loaded();
			case LIBSODIUM -> LIBSODIUM.loaded();
		};
	}

	private static CurveLibrary fastest() {
		CurveLibrary[] all = values();
		for (int i = all.length - 1; i > 0; i--) {
			if (all[i].isPresent()) {
				return all[i];
			}
		}
		return JNACL;
	}

	private CurveLibrary loaded() {
		if (!isPresent()) {
			throw new IllegalStateException("Add the dependency " + this.dependency + ".");
		}
		return this;
	}

	private boolean isPresent() {
		if (!ClassUtils.isPresent(this.type, CurveLibrary.class.getClassLoader())) {
			return false;
		}
		try {
			this.load.run();
			return true;
		}
		catch (RuntimeException | LinkageError ex) {
			// For example a native library that this system does not support
			return false;
		}
	}

	/**
	 * The name of the library for people.
	 * @return such as {@code libsodium}
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * Create a box.
	 * @param key its key, copied
	 * @return the box
	 */
	public MessageBox box(byte[] key) {
		return this.boxes.apply(key);
	}

	/**
	 * Seal a box with a key that is used once.
	 * @param key the key
	 * @param nonce the nonce
	 * @param plain the content
	 * @return the box
	 */
	public byte[] seal(byte[] key, byte[] nonce, byte[] plain) {
		MessageBox box = box(key);
		byte[] sealed = new byte[MessageBox.OVERHEAD + plain.length];
		System.arraycopy(plain, 0, sealed, MessageBox.OVERHEAD, plain.length);
		box.seal(nonce, sealed, 0, plain.length);
		box.wipe();
		return sealed;
	}

	/**
	 * Open a box with a key that is used once.
	 * @param key the key
	 * @param nonce the nonce
	 * @param sealed the box
	 * @return the content, empty if it was not sealed with this key and nonce
	 */
	public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] sealed) {
		if (sealed.length < MessageBox.OVERHEAD) {
			return Optional.empty();
		}
		MessageBox box = box(key);
		byte[] bytes = sealed.clone();
		boolean opened = box.open(nonce, bytes, 0, bytes.length);
		box.wipe();
		return opened ? Optional.of(Arrays.copyOfRange(bytes, MessageBox.OVERHEAD, bytes.length)) : Optional.empty();
	}

}
