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

import java.security.MessageDigest;
import java.util.Arrays;

import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A box by BouncyCastle ({@code org.bouncycastle:bcprov-jdk18on}).
 */
final class BouncyCastleBox implements MessageBox {

	private final XSalsa20Engine cipher = new XSalsa20Engine();

	private final Poly1305 authenticator = new Poly1305();

	private final byte[] first = new byte[32];

	private final byte[] tag = new byte[OVERHEAD];

	private final byte[] key;

	BouncyCastleBox(byte[] key) {
		this.key = key.clone();
	}

	// The first 32 bytes of the key stream are the key of the authenticator
	private void begin(byte[] nonce) {
		this.cipher.init(true, new ParametersWithIV(new KeyParameter(this.key), nonce));
		Arrays.fill(this.first, (byte) 0);
		this.cipher.processBytes(this.first, 0, this.first.length, this.first, 0);
		this.authenticator.init(new KeyParameter(this.first));
	}

	@Override
	public void seal(byte[] nonce, byte[] plain, int length, byte[] box, int offset) {
		begin(nonce);
		this.cipher.processBytes(plain, 0, length, box, offset + OVERHEAD);
		this.authenticator.update(box, offset + OVERHEAD, length);
		this.authenticator.doFinal(box, offset);
	}

	@Override
	public boolean open(byte[] nonce, byte[] box, int offset, int length, byte[] plain) {
		begin(nonce);
		this.authenticator.update(box, offset + OVERHEAD, length - OVERHEAD);
		this.authenticator.doFinal(this.tag, 0);
		if (!MessageDigest.isEqual(this.tag, Arrays.copyOfRange(box, offset, offset + OVERHEAD))) {
			return false;
		}
		this.cipher.processBytes(box, offset + OVERHEAD, length - OVERHEAD, plain, 0);
		return true;
	}

	@Override
	public void wipe() {
		Arrays.fill(this.key, (byte) 0);
		Arrays.fill(this.first, (byte) 0);
	}

}
