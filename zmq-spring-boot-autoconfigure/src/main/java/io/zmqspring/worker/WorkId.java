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

package io.zmqspring.worker;

import java.util.Arrays;

import io.zmqspring.wire.Correlation;

/**
 * Identifies an item of work that is sent again. The correlation value alone is not
 * enough: another controller, or the same one after a restart, may use it for other work,
 * which must not get an old result.
 *
 * @param value the correlation value
 * @param length the length of the work
 * @param hash a hash of the work
 */
record WorkId(Correlation.Value value, int length, int hash) {

	static WorkId of(Correlation.Value value, byte[] work) {
		return new WorkId(value, work.length, Arrays.hashCode(work));
	}

	/**
	 * The memory it needs.
	 * @return approximate number of bytes
	 */
	int bytes() {
		return this.value.text().length() + this.value.literal().length();
	}

}
