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
 * Makes hostile streams: a phase to misbehave in, the bytes, and their timing. The same
 * seed and peer type make the same stream.
 */
final class HostileStreams {

	private static final int HEAVY_EVERY = 100;

	private final String peerType;

	HostileStreams(String peerType) {
		this.peerType = peerType;
	}

	HostileStream make(long seed) {
		Random random = new Random(seed * 0x9E3779B97F4A7C15L);
		Drawing drawing = new Drawing(random, this.peerType);
		String phase = (random.nextInt(HEAVY_EVERY) == 0) ? drawing.heavy() : drawing.light();
		String end = drawing.end();
		return new HostileStream(seed, this.peerType + ", " + phase + ", " + drawing.timing + ", " + end, drawing.steps,
				end.equals("stays"));
	}

	/**
	 * A stream being made.
	 */
	private static final class Drawing {

		private final List<Step> steps = new ArrayList<>();

		private final Random random;

		private final Rubbish rubbish;

		private final String type;

		private final String timing;

		Drawing(Random random, String type) {
			this.random = random;
			this.rubbish = new Rubbish(random);
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
					write(this.rubbish.greeting());
					return "in the greeting";
				case 1:
					write(Zmtp.join(Zmtp.greeting(3, "NULL"), this.rubbish.ready(this.type)));
					write(this.rubbish.traffic());
					return "in READY";
				case 2:
					shakeHands(this.rubbish.type());
					traffic();
					return "as another type";
				case 3:
					shakeHands(this.type);
					write(Zmtp.repeated(Zmtp.frame(Zmtp.MORE, Zmtp.bytes("part")), 1 + this.random.nextInt(5)));
					write(this.rubbish.traffic());
					return "in the middle of a message";
				case 4:
					shakeHands(this.type);
					for (int i = this.random.nextInt(30); i >= 0; i--) {
						write(this.rubbish.subscription());
					}
					traffic();
					return "after subscriptions";
				default:
					shakeHands(this.type);
					traffic();
					return "in traffic";
			}
		}

		String heavy() {
			shakeHands(this.type);
			switch (this.random.nextInt(4)) {
				case 0:
					atOnce(Floods.subscriptions(100_000, this.random));
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

		private void shakeHands(String type) {
			write(Zmtp.greeting(3, "NULL"));
			write(Zmtp.ready(type));
			this.steps.add(Step.awaitReady());
		}

		private void traffic() {
			for (int i = this.random.nextInt(5); i >= 0; i--) {
				write(this.rubbish.traffic());
			}
		}

		private void write(byte[] bytes) {
			switch (this.timing) {
				case "byte by byte" ->
					this.steps.add(Step.write(bytes, (bytes.length > 400) ? 1 + bytes.length / 100 : 1, 10));
				case "split" -> this.steps.add(Step.write(bytes, 1 + this.random.nextInt(bytes.length / 2 + 1), 300));
				default -> atOnce(bytes);
			}
		}

		private void atOnce(byte[] bytes) {
			this.steps.add(Step.write(bytes, 1 << 20, 0));
		}

		String end() {
			if (this.random.nextInt(4) == 0) {
				this.steps.add(Step.pause(1 + this.random.nextInt(10)));
			}
			switch (this.random.nextInt(5)) {
				case 0:
					this.steps.add(Step.reset());
					return "reset";
				case 1:
					this.steps.add(Step.halfClose());
					this.steps.add(Step.pause(2));
					return "half-closed";
				case 2:
					return "stays";
				default:
					return "closed";
			}
		}

	}

}
