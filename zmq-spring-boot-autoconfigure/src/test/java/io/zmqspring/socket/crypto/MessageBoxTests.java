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

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import com.neilalexander.jnacl.crypto.hsalsa20;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.zmqspring.settings.security.CurveProvider;
import io.zmqspring.testsupport.LowOrderPoints;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Boxes and keys, with the vectors of NaCl and RFC 7748.
 */
class MessageBoxTests {

	private static final byte[] ALICE_SECRET = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");

	private static final byte[] ALICE = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

	private static final byte[] BOB_SECRET = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

	private static final byte[] BOB = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");

	private static final byte[] SHARED = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");

	private static final byte[] NONCE = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");

	private static final byte[] PLAIN = hex(
			"be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd"
					+ "751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a8"
					+ "38f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705");

	private static final byte[] BOX = hex("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d"
			+ "96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab93216"
			+ "4548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74"
			+ "e355a5");

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text);
	}

	@Test
	void keysAreThoseOfTheVectors() throws Exception {
		assertThat(X25519.publicKey(ALICE_SECRET)).isEqualTo(ALICE);
		assertThat(X25519.publicKey(BOB_SECRET)).isEqualTo(BOB);
		assertThat(X25519.sharedKey(BOB, ALICE_SECRET)).isEqualTo(SHARED);
		assertThat(X25519.sharedKey(ALICE, BOB_SECRET)).isEqualTo(SHARED);
	}

	@Test
	void publicKeysOfLowOrderAreRefused() {
		for (byte[] point : LowOrderPoints.all()) {
			assertThatThrownBy(() -> X25519.sharedKey(point, ALICE_SECRET)).as(HexFormat.of().formatHex(point))
				.isInstanceOf(GeneralSecurityException.class);
		}
	}

	// RFC 7748, section 5.2. The key of a box is HSalsa20 of the shared secret
	@ParameterizedTest
	@CsvSource({
			"a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
					+ "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
					+ "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
			"4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
					+ "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
					+ "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957" })
	void sharedKeysAreThoseOfRfc7748(String secretKey, String publicKey, String secret) throws Exception {
		byte[] key = new byte[32];
		hsalsa20.crypto_core(key, new byte[16], hex(secret), "expand 32-byte k".getBytes(StandardCharsets.US_ASCII));
		assertThat(X25519.sharedKey(hex(publicKey), hex(secretKey))).isEqualTo(key);
	}

	@Test
	void keyIteratedAThousandTimesIsThatOfRfc7748() throws Exception {
		byte[] secretKey = new byte[32];
		secretKey[0] = 9;
		byte[] publicKey = secretKey.clone();
		for (int i = 0; i < 1000; i++) {
			byte[] next = X25519.multiply(secretKey, publicKey);
			publicKey = secretKey;
			secretKey = next;
		}
		assertThat(secretKey).isEqualTo(hex("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
	}

	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void boxIsThatOfTheVector(CurveLibrary library) {
		assertThat(library.seal(SHARED, NONCE, PLAIN)).isEqualTo(BOX);
		assertThat(library.open(SHARED, NONCE, BOX)).hasValue(PLAIN);
	}

	// crypto_box_afternm xors the content with the stream from its byte 32 on
	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void boxOfZerosShowsTheStreamThatTheContentIsXoredWith(CurveLibrary library) {
		byte[] zeros = library.seal(SHARED, NONCE, new byte[PLAIN.length]);
		byte[] sealed = new byte[PLAIN.length];
		for (int i = 0; i < sealed.length; i++) {
			sealed[i] = (byte) (zeros[i + 16] ^ PLAIN[i]);
		}
		assertThat(sealed).isEqualTo(Arrays.copyOfRange(BOX, 16, BOX.length));
	}

	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void wipedBoxHasNoKey(CurveLibrary library) {
		MessageBox box = library.box(SHARED);
		box.wipe();
		assertThat(box.open(NONCE, BOX.clone(), 0, BOX.length)).isFalse();
		byte[] sealed = new byte[BOX.length];
		System.arraycopy(PLAIN, 0, sealed, MessageBox.OVERHEAD, PLAIN.length);
		box.seal(NONCE, sealed, 0, PLAIN.length);
		assertThat(sealed).isEqualTo(library.seal(new byte[32], NONCE, PLAIN));
	}

	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void changedBoxesAreNotOpened(CurveLibrary library) {
		for (int i = 0; i < BOX.length; i++) {
			byte[] changed = BOX.clone();
			changed[i] ^= 1;
			assertThat(library.open(SHARED, NONCE, changed)).as("byte " + i).isEmpty();
		}
		byte[] otherNonce = NONCE.clone();
		otherNonce[23] ^= 1;
		assertThat(library.open(SHARED, otherNonce, BOX)).isEmpty();
		assertThat(library.open(SHARED, NONCE, Arrays.copyOf(BOX, 15))).isEmpty();
		assertThat(library.open(SHARED, NONCE, Arrays.copyOf(BOX, 16))).isEmpty();
	}

	@Test
	void librariesSealAndOpenTheSameBoxesAndRefuseTheSameOnes() {
		Random random = new Random(7);
		CurveLibrary[] libraries = CurveLibrary.values();
		int messages = TestSize.of(500, 10_000);
		for (int i = 0; i < messages; i++) {
			byte[] key = bytes(random, 32);
			byte[] nonce = bytes(random, 24);
			byte[] plain = bytes(random, switch (i % 50) {
				case 0 -> random.nextInt(70_001);
				case 1 -> i / 50;
				default -> random.nextInt(300);
			});
			byte[] box = libraries[0].seal(key, nonce, plain);
			byte[] changed = box.clone();
			changed[random.nextInt(box.length)] ^= (byte) (1 << random.nextInt(8));
			for (CurveLibrary library : libraries) {
				assertThat(library.seal(key, nonce, plain)).isEqualTo(box);
				assertThat(library.open(key, nonce, box)).hasValue(plain);
				assertThat(library.open(key, nonce, changed)).isEmpty();
			}
		}
	}

	private static byte[] bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void boxesAreWrittenToAndReadFromThePlaceTheyAreTold(CurveLibrary library) {
		MessageBox box = library.box(SHARED);
		byte[] message = new byte[7 + BOX.length + 9];
		int content = 7 + MessageBox.OVERHEAD;
		System.arraycopy(PLAIN, 0, message, content, PLAIN.length);
		box.seal(NONCE, message, 7, PLAIN.length);
		assertThat(Arrays.copyOfRange(message, 7, 7 + BOX.length)).isEqualTo(BOX);
		message[7] ^= 1;
		byte[] changed = message.clone();
		assertThat(box.open(NONCE, message, 7, BOX.length)).isFalse();
		assertThat(message).isEqualTo(changed);
		message[7] ^= 1;
		assertThat(box.open(NONCE, message, 7, BOX.length)).isTrue();
		assertThat(Arrays.copyOfRange(message, content, content + PLAIN.length)).isEqualTo(PLAIN);
		assertThat(Arrays.copyOf(message, 7)).containsOnly(0);
		assertThat(Arrays.copyOfRange(message, content + PLAIN.length, message.length)).containsOnly(0);
	}

	// The nonces of a connection begin alike, those of its two directions do not
	@ParameterizedTest
	@EnumSource(CurveLibrary.class)
	void boxesAreSealedWithOneNonceAfterAnother(CurveLibrary library) {
		MessageBox box = library.box(SHARED);
		Random random = new Random(3);
		for (int i = 0; i < 200; i++) {
			byte[] nonce = NONCE.clone();
			nonce[23] = (byte) i;
			nonce[15] ^= (byte) (i / 50);
			byte[] plain = bytes(random, (i % 20 == 0) ? 100_000 : i);
			byte[] message = new byte[MessageBox.OVERHEAD + plain.length];
			System.arraycopy(plain, 0, message, MessageBox.OVERHEAD, plain.length);
			box.seal(nonce, message, 0, plain.length);
			assertThat(message).isEqualTo(CurveLibrary.BOUNCYCASTLE.seal(SHARED, nonce, plain));
		}
	}

	@Test
	void fastestLibraryThatIsPresentIsTaken() {
		assertThat(CurveLibrary.of(CurveProvider.AUTO)).isEqualTo(CurveLibrary.LIBSODIUM_AND_BOUNCYCASTLE);
		assertThat(CurveLibrary.of(CurveProvider.LIBSODIUM)).isEqualTo(CurveLibrary.LIBSODIUM);
		assertThat(CurveLibrary.of(CurveProvider.BOUNCYCASTLE)).isEqualTo(CurveLibrary.BOUNCYCASTLE);
		assertThat(CurveLibrary.of(CurveProvider.JNACL)).isEqualTo(CurveLibrary.JNACL);
	}

}
