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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates hostile streams: the protocol phase of the violation, the bytes, and their
 * timing. The same seed and peer type generate the same stream.
 */
final class HostileStreamGenerator {

	private static final int HEAVY_EVERY = 100;

	private final String peerType;

	HostileStreamGenerator(String peerType) {
		this.peerType = peerType;
	}

	HostileStream generate(long seed) {
		Random random = new Random(seed * 0x9E3779B97F4A7C15L);
		StreamBuilder builder = new StreamBuilder(random, this.peerType);
		String phase = (random.nextInt(HEAVY_EVERY) == 0) ? builder.heavy() : builder.light();
		String end = builder.end();
		return new HostileStream(seed, this.peerType + ", " + phase + ", " + builder.timing + ", " + end, builder.steps,
				end.equals("stays open"));
	}

	/**
	 * Builds one stream.
	 */
	private static final class StreamBuilder {

		private final List<StreamStep> steps = new ArrayList<>();

		private final Random random;

		private final MalformedBytes malformed;

		private final String type;

		private final String timing;

		StreamBuilder(Random random, String type) {
			this.random = random;
			this.malformed = new MalformedBytes(random);
			this.type = type;
			this.timing = switch (random.nextInt(4)) {
				case 0 -> "byte by byte";
				case 1 -> "split";
				default -> "at once";
			};
		}

		String light() {
			switch (this.random.nextInt(7)) {
				case 0:
					write(this.malformed.greeting());
					return "in the greeting";
				case 1:
					write(Zmtp.join(Zmtp.greeting(3, "NULL"), this.malformed.ready(this.type)));
					write(this.malformed.traffic());
					return "in READY";
				case 2:
					handshake(this.malformed.type());
					traffic();
					return "as another type";
				case 3:
					handshake(this.type);
					write(Zmtp.repeated(Zmtp.frame(Zmtp.MORE, Zmtp.bytes("part")), 1 + this.random.nextInt(5)));
					write(this.malformed.traffic());
					return "in the middle of a message";
				case 4:
					handshake(this.type);
					for (int i = this.random.nextInt(30); i >= 0; i--) {
						write(this.malformed.subscription());
					}
					traffic();
					return "after subscriptions";
				default:
					handshake(this.type);
					traffic();
					return "in traffic";
			}
		}

		String heavy() {
			handshake(this.type);
			switch (this.random.nextInt(4)) {
				case 0:
					atOnce(RandomSubscriptions.frames(100_000, this.random));
					return "100,000 subscriptions";
				case 1:
					atOnce(Zmtp.frame(0, Zmtp.join(new byte[] { 1 }, Zmtp.filled(1 << 20, 'x'))));
					return "a topic of 1 MB";
				case 2:
					atOnce(Zmtp.repeated(Zmtp.frame(Zmtp.MORE, Zmtp.filled(20, 'x')), 100_000));
					return "100,000 frames of one message";
				default:
					atOnce(Zmtp.repeated(Zmtp.frame(0, Zmtp.filled(200, 2)), 20_000));
					return "20,000 messages";
			}
		}

		private void handshake(String type) {
			write(Zmtp.greeting(3, "NULL"));
			write(Zmtp.ready(type));
			this.steps.add(StreamStep.awaitReady());
		}

		private void traffic() {
			for (int i = this.random.nextInt(5); i >= 0; i--) {
				write(this.malformed.traffic());
			}
		}

		private void write(byte[] bytes) {
			switch (this.timing) {
				case "byte by byte" ->
					this.steps.add(StreamStep.write(bytes, (bytes.length > 400) ? 1 + bytes.length / 100 : 1, 10));
				case "split" ->
					this.steps.add(StreamStep.write(bytes, 1 + this.random.nextInt(bytes.length / 2 + 1), 300));
				default -> atOnce(bytes);
			}
		}

		private void atOnce(byte[] bytes) {
			this.steps.add(StreamStep.write(bytes, 1 << 20, 0));
		}

		String end() {
			if (this.random.nextInt(4) == 0) {
				this.steps.add(StreamStep.pause(1 + this.random.nextInt(10)));
			}
			switch (this.random.nextInt(5)) {
				case 0:
					this.steps.add(StreamStep.reset());
					return "reset";
				case 1:
					this.steps.add(StreamStep.halfClose());
					this.steps.add(StreamStep.pause(2));
					return "half-closed";
				case 2:
					return "stays open";
				default:
					return "closed";
			}
		}

	}

}
