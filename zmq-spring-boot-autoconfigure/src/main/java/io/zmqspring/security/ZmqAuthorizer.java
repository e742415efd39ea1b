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

import org.jspecify.annotations.Nullable;

/**
 * Decides who may connect to the server side of a section of {@code zmq.security.curve}
 * or {@code zmq.security.plain}, in addition to the clients or users of the section or in
 * their place. The beans of the application are asked in their order; the first decision
 * counts. If none decides, the lists of the section do. A section may have no list if
 * there is an authorizer.
 * <p>
 * Thread: an I/O thread of ZeroMQ, during the handshake. All sockets of the application
 * wait for the answer, so it must come from memory: no database, no network, no lock that
 * others hold for long. A call that takes 10 ms or longer is logged.
 * <p>
 * An exception denies the peer, with the reason {@link DenialReason#AUTHORIZER_FAILED},
 * and is logged at most once in ten seconds.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqAuthorizer {

	/**
	 * Decide about a peer. With CURVE it has proved to own its key; with PLAIN, compare
	 * the password.
	 * @param request who wants to connect to what
	 * @return the decision, {@code null} to leave it to the next authorizer and to the
	 * lists of the section
	 */
	@Nullable Authorization authorize(AuthorizationRequest request);

}
