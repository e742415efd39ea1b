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

package io.zmqspring.sample.line;

/**
 * The share of the pictures that a line loses. Its JSON form is
 * <code>{"percent": 20}</code>.
 *
 * @param percent the share in percent, 0 to 100
 */
public record Loss(int percent) {

	static final Loss NONE = new Loss(0);

	/**
	 * Create a share.
	 * @throws IllegalArgumentException if it is out of range
	 */
	public Loss {
		if (percent < 0 || percent > 100) {
			throw new IllegalArgumentException("percent is " + percent + ", but must be from 0 to 100");
		}
	}

}
