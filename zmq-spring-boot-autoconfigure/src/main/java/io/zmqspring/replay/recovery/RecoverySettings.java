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

package io.zmqspring.replay.recovery;

import java.time.Duration;

/**
 * The settings of a recovery.
 *
 * @param earliest whether a new subscriber gets all messages that are available, not only
 * those from now on
 * @param timeout how long messages are held for missing ones without any progress
 * @param maxHeldBytes the most memory of messages that are held
 * @param syncInterval how often the last numbers are compared
 * @since 0.1
 */
public record RecoverySettings(boolean earliest, Duration timeout, long maxHeldBytes, Duration syncInterval) {

	/** The values of an empty section. */
	public static final RecoverySettings DEFAULTS = new RecoverySettings(false, Duration.ofSeconds(2), 64L << 20,
			Duration.ofSeconds(1));

}
