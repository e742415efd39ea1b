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

package io.zmqspring.security;

/**
 * How often the key files of a section have changed and were read again.
 *
 * @param section the name of the section of {@code zmq.security.curve}
 * @param succeeded how often the keys were replaced
 * @param failed how often the files could not be used, so that the keys read before
 * stayed in use
 * @since 0.1
 */
public record KeyReloads(String section, long succeeded, long failed) {

	/**
	 * The sum of both.
	 * @param other counts of the same section
	 * @return the sum
	 */
	public KeyReloads plus(KeyReloads other) {
		return new KeyReloads(this.section, this.succeeded + other.succeeded, this.failed + other.failed);
	}

}
