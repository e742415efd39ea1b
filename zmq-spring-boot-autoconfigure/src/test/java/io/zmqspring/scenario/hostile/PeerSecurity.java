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

import io.zmqspring.testsupport.RawConnection;

/**
 * How a good peer does its handshake.
 */
@FunctionalInterface
interface PeerSecurity {

	/** The mechanism NULL. */
	PeerSecurity NONE = (connection, type) -> {
		connection.write(Zmtp.join(Zmtp.greeting(3, "NULL"), Zmtp.ready(type)));
		StreamStep.readReady(connection.in());
		return FrameCodec.CLEAR;
	};

	/**
	 * Do the handshake.
	 * @param connection the connection
	 * @param type the socket type of the peer
	 * @return encodes and decodes the frames that follow
	 * @throws IOException if the target does not complete the handshake
	 */
	FrameCodec handshake(RawConnection connection, String type) throws IOException;

}
