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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.zmqspring.testsupport.RawConnection;

/**
 * Generates hostile streams against targets with CURVE or PLAIN. The peers answer what
 * the target sends, and know how to get through its handshake. The same seed, side and
 * peer type generate the same attack; keys of the target are random.
 */
final class SecureStreamGenerator {

	/** The largest message that a target accepts, in bytes. */
	static final int LARGEST = 64 * 1024;

	private final AtomicInteger deep = new AtomicInteger();

	private final SecureSide side;

	private final String peerType;

	SecureStreamGenerator(SecureSide side, String peerType) {
		this.side = side;
		this.peerType = peerType;
	}

	/**
	 * The number of peers that the target had let in before they broke the protocol.
	 * @return their number
	 */
	int deep() {
		return this.deep.get();
	}

	HostileStream generate(long seed) {
		Random random = new Random(seed * 0x9E3779B97F4A7C15L);
		SecureAttack attack = attack(random);
		int piece = (random.nextInt(4) == 0) ? 1 + random.nextInt(20) : 1 << 20;
		AtomicReference<@Nullable AttackConnection> connection = new AtomicReference<>();
		List<StreamStep> steps = new ArrayList<>();
		steps.add((opened) -> play(attack, opened, piece, connection));
		String end = end(random, steps);
		String description = this.peerType + ", " + attack.describe() + ", " + end;
		return new HostileStream(seed, description, steps, end.equals("stays open"),
				() -> evidence(attack, connection));
	}

	private SecureAttack attack(Random random) {
		if (random.nextInt(7) == 0) {
			return new DowngradeAttack(random, this.side, this.peerType);
		}
		if (!this.side.isCurve()) {
			return new PlainAttack(random, this.side, this.peerType);
		}
		return this.side.targetIsServer() ? new CurveClientAttack(random, this.side, this.peerType)
				: new CurveServerAttack(random, this.side, this.peerType);
	}

	private void play(SecureAttack attack, RawConnection raw, int piece, AtomicReference<AttackConnection> opened)
			throws IOException {
		AttackConnection connection = new AttackConnection(raw, piece);
		opened.set(connection);
		try {
			attack.play(connection);
		}
		finally {
			if (attack.isDeep()) {
				this.deep.incrementAndGet();
			}
		}
	}

	private static String end(Random random, List<StreamStep> steps) {
		switch (random.nextInt(5)) {
			case 0:
				steps.add(StreamStep.reset());
				return "reset";
			case 1:
				steps.add(StreamStep.halfClose());
				steps.add(StreamStep.pause(2));
				return "half-closed";
			case 2:
				return "closed";
			default:
				return "stays open";
		}
	}

	private static String evidence(SecureAttack attack, AtomicReference<@Nullable AttackConnection> opened) {
		AttackConnection connection = opened.get();
		if (connection == null) {
			return "the attack was not played";
		}
		connection.readAvailable();
		return attack.faults(connection);
	}

}
