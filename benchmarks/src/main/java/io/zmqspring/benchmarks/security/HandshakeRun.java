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

package io.zmqspring.benchmarks.security;

/**
 * A line of {@code security-handshakes.csv}.
 *
 * @param what {@code clients} that connect at once, or {@code half-open} connections that
 * only send their greeting
 * @param round the number of the round; the code of the first one is not compiled yet
 * @param count the number of clients or connections
 * @param seconds until all clients are authenticated, or from the connection to its end
 * @param accepted the connections that were accepted, more than clients if they had to
 * connect again
 * @param ioMillis processor time of the I/O thread of the server for each handshake
 */
public record HandshakeRun(String what, int round, int count, double seconds, long accepted, double ioMillis) {

}
