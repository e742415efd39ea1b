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
import java.util.List;
import java.util.Random;

/**
 * Generates malformed parts of ZMTP streams at random.
 */
final class MalformedBytes {

	private static final long[] LENGTHS = { 0, 1, 255, 256, 65_537, 1L << 26, (1L << 26) + 1, (1L << 31) - 1, 1L << 31,
			1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE, 0xFFFFFFFF7FFFFFFFL, 0xFFFFFFFF00000001L };

	private static final List<String> COMMANDS = List.of("PING", "PONG", "SUBSCRIBE", "CANCEL", "ERROR", "READY",
			"HELLO", "INITIATE", "MESSAGE", "JOIN", "", "NONSENSE");

	private static final List<String> MECHANISMS = List.of("NULL", "PLAIN", "CURVE", "GSSAPI", "",
			"NULLNULLNULLNULLNULL", "null", "N\0LL");

	private static final List<String> TYPES = List.of("PUB", "SUB", "XPUB", "XSUB", "PUSH", "PULL", "REQ", "REP",
			"DEALER", "ROUTER", "PAIR", "STREAM", "", "pub", "NONE");

	private final Random random;

	MalformedBytes(Random random) {
		this.random = random;
	}

	byte[] bytes(int most) {
		byte[] bytes = new byte[this.random.nextInt(most + 1)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	String type() {
		return one(TYPES);
	}

	byte[] greeting() {
		return switch (this.random.nextInt(9)) {
			case 0 -> bytes(2000);
			case 1 -> Zmtp.bytes("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
			case 2 -> Zmtp.join(new byte[] { 0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3 }, bytes(600));
			case 3 -> Zmtp.greeting(this.random.nextInt(256), "NULL");
			case 4 -> Zmtp.greeting(3, one(MECHANISMS));
			case 5 -> unversioned();
			case 6 -> Zmtp.join(Arrays.copyOf(Zmtp.greeting(this.random.nextInt(2), ""), 11),
					new byte[] { (byte) this.random.nextInt(12) }, unversioned());
			case 7 -> Arrays.copyOf(Zmtp.greeting(3, "NULL"), this.random.nextInt(64));
			default -> damaged(Zmtp.greeting(3, "NULL"));
		};
	}

	// ZMTP 1.0: length, flags, body; or an identity with a long length
	private byte[] unversioned() {
		return Zmtp.join(new byte[] { 1, 0 },
				this.random.nextBoolean() ? new byte[] { 4, 1, 'a', 'b', 'c' }
						: Zmtp.join(new byte[] { (byte) 0xff }, Zmtp.number(length(), 8), new byte[] { 1 }),
				bytes(100));
	}

	private byte[] damaged(byte[] bytes) {
		bytes[this.random.nextInt(bytes.length)] ^= (byte) (1 << this.random.nextInt(8));
		return bytes;
	}

	byte[] ready(String type) {
		return switch (this.random.nextInt(9)) {
			case 0 -> Zmtp.command("READY", Zmtp.join(new byte[] { 11 }, Zmtp.bytes("Socket-Type"),
					Zmtp.number(length(), 4), Zmtp.bytes(type)));
			case 1 -> Zmtp.command("READY", Zmtp.join(new byte[] { (byte) this.random.nextInt(256) }, bytes(40)));
			case 2 -> Zmtp.command("READY", bytes(300));
			case 3 -> Zmtp.command("ERROR", Zmtp.join(new byte[] { (byte) this.random.nextInt(256) }, bytes(10)));
			case 4 -> Zmtp.frame(0, bytes(100));
			case 5 -> Zmtp.longHeader(this.random.nextInt(256), length());
			case 6 -> Zmtp.repeated(Zmtp.ready(type), 3);
			case 7 -> Zmtp.command("READY", Zmtp.join(Zmtp.property("Socket-Type", Zmtp.bytes(type)),
					Zmtp.property("Identity", bytes(3000)), Zmtp.property("Peer-Address", Zmtp.bytes("127.0.0.1:1"))));
			default -> damaged(Zmtp.ready(type));
		};
	}

	byte[] traffic() {
		return switch (this.random.nextInt(12)) {
			case 0 -> bytes(500);
			case 1 -> Zmtp.frame(this.random.nextInt(256), bytes(300));
			case 2 -> Zmtp.longHeader(this.random.nextInt(256), length());
			case 3 -> command();
			case 4 -> Zmtp.repeated(Zmtp.frame(0, new byte[0]), 1 + this.random.nextInt(200));
			case 5 -> Zmtp.repeated(Zmtp.frame(Zmtp.MORE, new byte[0]), 1 + this.random.nextInt(3000));
			case 6 ->
				Zmtp.join(Zmtp.frame(Zmtp.MORE, bytes(20)), Zmtp.frame(Zmtp.MORE, bytes(20)), Zmtp.frame(0, bytes(20)));
			case 7 -> subscription();
			case 8 -> Zmtp.frame(0, Zmtp.join(new byte[] { 1 }, Zmtp.filled(this.random.nextInt(70_000), 'x')));
			case 9 -> Zmtp.join(Zmtp.longHeader(0, length()), bytes(300));
			case 10 -> Zmtp.frame(0, bytes(70_000));
			default -> Zmtp.repeated(command(), 1 + this.random.nextInt(100));
		};
	}

	byte[] command() {
		return Zmtp.command(one(COMMANDS), bytes(this.random.nextBoolean() ? 2 : 300));
	}

	byte[] subscription() {
		return Zmtp.frame((this.random.nextInt(4) != 0) ? 0 : Zmtp.MORE,
				Zmtp.join(new byte[] { (byte) this.random.nextInt(3) }, bytes(30)));
	}

	private long length() {
		return (this.random.nextInt(4) == 0) ? this.random.nextLong() : LENGTHS[this.random.nextInt(LENGTHS.length)];
	}

	private <T> T one(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
