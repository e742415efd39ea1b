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

package io.zmqspring.scenario.hostile;

import java.util.Arrays;

import io.zmqspring.socket.crypto.CurveLibrary;

/**
 * Encodes the commands of CURVE (RFC 26) with any keys and nonces, valid or not.
 */
final class CurveCommands {

	static final int COOKIE_AT = 9;

	static final int COOKIE_LENGTH = 96;

	static final int WELCOME_BOX_AT = 24;

	static final int READY_BOX_AT = 14;

	private static final CurveLibrary LIBRARY = CurveLibrary.JNACL;

	private CurveCommands() {
	}

	static byte[] hello(byte[] shortTermKey, long nonce, byte[] key, byte[] content) {
		return Zmtp.join(Zmtp.bytes("\5HELLO\1\0"), new byte[72], shortTermKey, Zmtp.number(nonce, 8),
				seal(key, "CurveZMQHELLO---", Zmtp.number(nonce, 8), content));
	}

	static byte[] welcome(byte[] random, byte[] key, byte[] shortTermKey, byte[] cookie) {
		return Zmtp.join(Zmtp.bytes("\7WELCOME"), random,
				seal(key, "WELCOME-", random, Zmtp.join(shortTermKey, cookie)));
	}

	static byte[] vouch(byte[] random, byte[] key, byte[] shortTermKey, byte[] serverKey) {
		return Zmtp.join(random, seal(key, "VOUCH---", random, Zmtp.join(shortTermKey, serverKey)));
	}

	static byte[] initiate(byte[] cookie, long nonce, byte[] key, byte[] clientKey, byte[] vouch, byte[] properties) {
		return Zmtp.join(Zmtp.bytes("\10INITIATE"), cookie, Zmtp.number(nonce, 8),
				seal(key, "CurveZMQINITIATE", Zmtp.number(nonce, 8), Zmtp.join(clientKey, vouch, properties)));
	}

	static byte[] ready(long nonce, byte[] key, byte[] properties) {
		return Zmtp.join(Zmtp.bytes("\5READY"), Zmtp.number(nonce, 8),
				seal(key, "CurveZMQREADY---", Zmtp.number(nonce, 8), properties));
	}

	static byte[] message(boolean server, long nonce, byte[] key, byte[] content) {
		return Zmtp.join(Zmtp.bytes("\7MESSAGE"), Zmtp.number(nonce, 8),
				seal(key, server ? "CurveZMQMESSAGES" : "CurveZMQMESSAGEC", Zmtp.number(nonce, 8), content));
	}

	static byte[] seal(byte[] key, String prefix, byte[] nonce, byte[] content) {
		return LIBRARY.seal(key, Zmtp.join(Zmtp.bytes(prefix), nonce), content);
	}

	static byte[] open(byte[] key, String prefix, byte[] nonce, byte[] box) {
		return LIBRARY.open(key, Zmtp.join(Zmtp.bytes(prefix), nonce), box)
			.orElseThrow(() -> new IllegalStateException("The box of the target is not authentic: " + prefix));
	}

	static byte[] part(byte[] command, int start, int length) {
		return Arrays.copyOfRange(command, start, start + length);
	}

	static byte[] rest(byte[] command, int start) {
		return Arrays.copyOfRange(command, start, command.length);
	}

}
