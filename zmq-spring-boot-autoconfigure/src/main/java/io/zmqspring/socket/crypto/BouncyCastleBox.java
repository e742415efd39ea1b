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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A box by BouncyCastle ({@code org.bouncycastle:bcprov-jdk18on}).
 */
final class BouncyCastleBox implements MessageBox {

	private final KeyStream cipher = new KeyStream();

	private final Poly1305 authenticator = new Poly1305();

	private final byte[] first = new byte[X25519.KEY_LENGTH];

	private final byte[] tag = new byte[OVERHEAD];

	private final byte[] expected = new byte[OVERHEAD];

	private final DerivedKey key;

	BouncyCastleBox(byte[] key) {
		this.key = new DerivedKey(key);
	}

	// The first 32 bytes of the key stream are the key of the authenticator
	private void begin(byte[] nonce) {
		// Without a key, the cipher keeps the one that it has
		CipherParameters changed = this.key.derive(nonce) ? new KeyParameter(this.key.bytes()) : null;
		this.cipher.init(true,
				new ParametersWithIV(changed, nonce, DerivedKey.PREFIX, NONCE_LENGTH - DerivedKey.PREFIX));
		Arrays.fill(this.first, (byte) 0);
		this.cipher.processBytes(this.first, 0, this.first.length, this.first, 0);
		this.authenticator.init(new KeyParameter(this.first));
	}

	@Override
	public void seal(byte[] nonce, byte[] bytes, int offset, int length) {
		begin(nonce);
		this.cipher.process(bytes, offset + OVERHEAD, length);
		this.authenticator.update(bytes, offset + OVERHEAD, length);
		this.authenticator.doFinal(bytes, offset);
	}

	@Override
	public boolean open(byte[] nonce, byte[] bytes, int offset, int length) {
		begin(nonce);
		this.authenticator.update(bytes, offset + OVERHEAD, length - OVERHEAD);
		this.authenticator.doFinal(this.expected, 0);
		System.arraycopy(bytes, offset, this.tag, 0, OVERHEAD);
		if (!MessageDigest.isEqual(this.expected, this.tag)) {
			return false;
		}
		this.cipher.process(bytes, offset + OVERHEAD, length - OVERHEAD);
		return true;
	}

	@Override
	public void wipe() {
		this.key.wipe();
		Arrays.fill(this.first, (byte) 0);
	}

	/**
	 * BouncyCastle's Salsa20, which combines whole blocks of the key stream with the
	 * content. Its own method does it byte by byte.
	 */
	private static final class KeyStream extends Salsa20Engine {

		private static final int BLOCK = 64;

		private static final int STEP = Long.BYTES;

		private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class,
				ByteOrder.nativeOrder());

		private byte[] block = {};

		@Override
		protected void generateKeyStream(byte[] output) {
			super.generateKeyStream(output);
			this.block = output;
		}

		// What follows the first half of the first block
		void process(byte[] bytes, int offset, int length) {
			int done = Math.min(length, BLOCK / 2);
			combine(bytes, offset, BLOCK / 2, done);
			while (done < length) {
				int part = Math.min(length - done, BLOCK);
				advanceCounter();
				super.generateKeyStream(this.block);
				combine(bytes, offset + done, 0, part);
				done += part;
			}
		}

		private void combine(byte[] bytes, int offset, int blockOffset, int length) {
			int whole = length & -STEP;
			for (int i = 0; i < whole; i += STEP) {
				LONG.set(bytes, offset + i,
						(long) LONG.get(bytes, offset + i) ^ (long) LONG.get(this.block, blockOffset + i));
			}
			for (int i = whole; i < length; i++) {
				bytes[offset + i] ^= this.block[blockOffset + i];
			}
		}

	}

}
