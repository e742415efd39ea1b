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

package io.zmqspring.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import com.neilalexander.jnacl.crypto.hsalsa20;

/**
 * Public keys whose shared secret with any other key is all zero, so that everybody knows
 * it.
 */
public final class LowOrderPoints {

	private static final List<String> POINTS = List.of(
			"0000000000000000000000000000000000000000000000000000000000000000",
			"0100000000000000000000000000000000000000000000000000000000000000",
			"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
			"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
			"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
			"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

	private LowOrderPoints() {
	}

	/**
	 * All encodings, those with the highest bit included, which X25519 ignores.
	 * @return 32 bytes each
	 */
	public static List<byte[]> all() {
		return POINTS.stream().map(HexFormat.of()::parseHex).flatMap((point) -> {
			byte[] other = point.clone();
			other[31] |= (byte) 0x80;
			return List.of(point, other).stream();
		}).toList();
	}

	/**
	 * One of them.
	 * @param random chooses
	 * @return 32 bytes
	 */
	public static byte[] one(Random random) {
		return all().get(random.nextInt(all().size()));
	}

	/**
	 * The key of a box for such a public key.
	 * @return 32 bytes
	 */
	public static byte[] sharedKey() {
		byte[] key = new byte[32];
		hsalsa20.crypto_core(key, new byte[16], new byte[32], "expand 32-byte k".getBytes(StandardCharsets.US_ASCII));
		return key;
	}

}
