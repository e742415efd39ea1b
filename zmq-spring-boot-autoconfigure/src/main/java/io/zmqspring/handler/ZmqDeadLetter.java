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

package io.zmqspring.handler;

import io.zmqspring.support.PrintableText;

/**
 * An item of work that is not sent again: no result arrived after the last attempt, or
 * the controller was closed first.
 *
 * @param controller the name of the controller
 * @param pool the name of the pool to which it was sent
 * @param id its correlation value
 * @param work the work as it was sent
 * @param attempts the number of times it was sent
 * @param reason the reason why it is not sent again
 * @since 0.1
 */
public record ZmqDeadLetter(String controller, String pool, String id, byte[] work, int attempts, String reason) {

	@Override
	public String toString() {
		return "ZmqDeadLetter[%s.%s id=%s, %d bytes, %d attempts: %s]".formatted(this.controller, this.pool,
				PrintableText.of(this.id), this.work.length, this.attempts, PrintableText.of(this.reason));
	}

}
