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

package io.zmqspring.test.address;

import org.jspecify.annotations.Nullable;

/**
 * Where the test peer of a socket meets it.
 *
 * @param bind whether the peer binds
 * @param address the address to bind or connect to
 * @param taken the key of the socket of the application that is there already, such as
 * {@code workers.tea.pull}: then there is no test peer; {@code null} otherwise
 * @since 0.1
 */
public record PeerPlace(boolean bind, String address, @Nullable String taken) {

	/**
	 * Whether the connection is made in the background, by tcp.
	 * @return {@code false} if it stands when both sides have started
	 */
	public boolean isTcp() {
		return this.address.startsWith("tcp:");
	}

}
