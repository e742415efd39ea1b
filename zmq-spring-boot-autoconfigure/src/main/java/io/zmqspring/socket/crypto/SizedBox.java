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

/**
 * A box by two libraries: one is faster for short content, because it is called without
 * the detour by native code, the other one for longer content.
 */
final class SizedBox implements MessageBox {

	/** The longest content of the first library. */
	static final int SHORT = 256;

	private final MessageBox shorter;

	private final MessageBox longer;

	SizedBox(MessageBox shorter, MessageBox longer) {
		this.shorter = shorter;
		this.longer = longer;
	}

	@Override
	public void seal(byte[] nonce, byte[] bytes, int offset, int length) {
		((length <= SHORT) ? this.shorter : this.longer).seal(nonce, bytes, offset, length);
	}

	@Override
	public boolean open(byte[] nonce, byte[] bytes, int offset, int length) {
		return ((length <= SHORT + OVERHEAD) ? this.shorter : this.longer).open(nonce, bytes, offset, length);
	}

	@Override
	public void wipe() {
		this.shorter.wipe();
		this.longer.wipe();
	}

}
