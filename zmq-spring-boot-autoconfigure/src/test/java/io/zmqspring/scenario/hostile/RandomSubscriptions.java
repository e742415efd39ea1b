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

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * Generates subscriptions.
 */
final class RandomSubscriptions {

	private RandomSubscriptions() {
	}

	/**
	 * Return subscriptions to distinct topics.
	 * @param count the number of subscriptions
	 * @param random generates the topics
	 * @return their frames
	 */
	static byte[] frames(int count, Random random) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (int i = 0; i < count; i++) {
			all.writeBytes(
					Zmtp.frame(0, Zmtp.join(new byte[] { 1 }, Zmtp.number(random.nextLong(), 8), Zmtp.number(i, 4))));
		}
		return all.toByteArray();
	}

}
