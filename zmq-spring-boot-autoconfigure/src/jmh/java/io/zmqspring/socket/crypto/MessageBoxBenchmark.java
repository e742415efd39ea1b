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

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.zmqspring.jmh.StepBenchmark;
import io.zmqspring.settings.security.CurveProvider;

/**
 * Seals and opens the box of a message, as the I/O threads of both sides do for each
 * frame.
 */
@State(Scope.Thread)
public class MessageBoxBenchmark extends StepBenchmark {

	/** The library. */
	@Param({ "JNACL", "BOUNCYCASTLE", "LIBSODIUM" })
	public CurveLibrary library = CurveLibrary.JNACL;

	/** The size of the content in bytes. */
	@Param({ "64", "1024", "16384" })
	public int size = 64;

	private byte[] sealed = {};

	private byte[] bytes = {};

	private byte[] nonce = {};

	private MessageBox box = this.library.box(new byte[X25519.KEY_LENGTH]);

	/**
	 * Create the box.
	 */
	@Setup
	public void create() {
		CurveLibrary.of(CurveProvider.valueOf(this.library.name()));
		this.box = this.library.box(X25519.random(X25519.KEY_LENGTH));
		this.nonce = X25519.random(MessageBox.NONCE_LENGTH);
		this.bytes = X25519.random(MessageBox.OVERHEAD + this.size);
		this.sealed = seal().clone();
	}

	/**
	 * Seal a box.
	 * @return the box
	 */
	@Benchmark
	public byte[] seal() {
		this.box.seal(this.nonce, this.bytes, 0, this.size);
		return this.bytes;
	}

	/**
	 * Copy a box as it arrives, and open it.
	 * @return whether it is authentic
	 */
	@Benchmark
	public boolean open() {
		System.arraycopy(this.sealed, 0, this.bytes, 0, this.sealed.length);
		return this.box.open(this.nonce, this.bytes, 0, this.sealed.length);
	}

}
